//! The method matrix of a card: which usual endpoints a resource has, and which of its endpoints are unusual.

use std::sync::Arc;

use roundtrip::design::{Behaviour, Design, Edit, Endpoint, Resource, naming};

/// One press of the matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The usual endpoint, as it is or as it would be.
    pub usual: Endpoint,
    /// What the button shows: the method, or the transition's name.
    pub word: String,
    /// The id of the endpoint, if the resource has it.
    pub id: Option<String>,
}

/// The matrix and what stands beside it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// The row of the collection.
    pub all: Vec<Entry>,
    /// The row of one record.
    pub one: Vec<Entry>,
    /// The row of what moves one record through its life-cycle.
    pub moves: Vec<Entry>,
    /// Endpoints that no entry of the matrix stands for.
    pub unusual: Vec<Arc<Endpoint>>,
}

impl Matrix {
    /// The matrix of a resource with these endpoints.
    pub fn of(resource: &Resource, endpoints: &[Arc<Endpoint>]) -> Self {
        let mut unusual: Vec<Arc<Endpoint>> = endpoints.to_vec();
        let mut entry = |behaviour: Behaviour, wanted: bool| {
            let usual = Endpoint::usual(resource, behaviour);
            let place = unusual.iter().position(|known| is_same(known, &usual));
            let id = place.map(|place| unusual.remove(place).id.clone());
            let word = match &usual.behaviour {
                Behaviour::Transition { .. } | Behaviour::Restore => usual.behaviour.word().to_owned(),
                _ => usual.method.to_string(),
            };
            (wanted || id.is_some()).then_some(Entry { usual, word, id })
        };
        let all = [(Behaviour::List, true), (Behaviour::Create, true), (Behaviour::DeleteAll, false)];
        let one = [Behaviour::Read, Behaviour::Replace, Behaviour::Update, Behaviour::Delete];
        let ways = resource.lifecycle.iter().flat_map(|lifecycle| &lifecycle.transitions);
        let moves = ways.map(|way| Behaviour::Transition { name: way.name.clone() });
        let all = all.into_iter().filter_map(|(behaviour, wanted)| entry(behaviour, wanted)).collect();
        let one = one.into_iter().filter_map(|behaviour| entry(behaviour, true)).collect();
        let mut moves: Vec<Entry> = moves.filter_map(|behaviour| entry(behaviour, true)).collect();
        moves.extend(entry(Behaviour::Restore, false));
        Self { all, one, moves, unusual }
    }

    /// What the short line shows: methods of the collection, methods of one record, and how many endpoints more.
    pub fn in_short(&self) -> (Vec<String>, Vec<String>, usize) {
        const MOST: usize = 4;
        let present = self.all.iter().chain(&self.one).chain(&self.moves).filter(|entry| entry.id.is_some()).count();
        let words = |entries: &[Entry], most: usize| {
            entries.iter().filter(|entry| entry.id.is_some()).take(most).map(|entry| entry.word.clone()).collect::<Vec<_>>()
        };
        let all = words(&self.all, MOST);
        let one = words(&self.one, MOST - all.len());
        let more = present - all.len() - one.len() + self.unusual.len();
        (all, one, more)
    }
}

impl Entry {
    /// The name for assistive technology; it begins with what can be seen.
    pub fn label(&self) -> String {
        match &self.usual.behaviour {
            Behaviour::Transition { name } => format!("{name}, {}", self.usual.label()),
            behaviour => format!("{}, {}", self.usual.label(), behaviour.word()),
        }
    }

    /// Adds the endpoint, or removes it.
    pub fn toggle(&self, design: &Design) -> Edit {
        match &self.id {
            Some(id) => Edit::RemoveEndpoint { id: id.clone() },
            None => Edit::AddEndpoint { endpoint: ready(design, self.usual.clone()) },
        }
    }
}

/// An endpoint as it joins a design: with a free id and the errors it can answer.
pub fn ready(design: &Design, mut endpoint: Endpoint) -> Endpoint {
    endpoint.id = naming::free_id(design, &endpoint.id);
    endpoint.with_expected_errors(design)
}

fn is_same(known: &Endpoint, usual: &Endpoint) -> bool {
    known.behaviour == usual.behaviour && known.method == usual.method && known.path == usual.path
}

//! Carrying edits out: whole or not at all, with everything that names a renamed or removed part.

use std::sync::Arc;

use super::{Edit, EditError, Inverse};
use crate::design::policy::Owner;
use crate::design::template::Segment;
use crate::design::{Design, Endpoint, Field, FieldKind, Pointer, Resource};

impl Design {
    /// Carries out an edit, or leaves the design as it is and says why.
    pub fn apply(&mut self, edit: &Edit) -> Result<Inverse, EditError> {
        let mut changed = self.clone();
        changed.carry_out(edit)?;
        changed.choose(edit);
        Ok(Inverse(std::mem::replace(self, changed)))
    }

    /// Carries out several edits as one, or none of them.
    pub fn apply_all(&mut self, edits: &[Edit]) -> Result<Inverse, EditError> {
        let mut changed = self.clone();
        for edit in edits {
            changed.carry_out(edit)?;
            changed.choose(edit);
        }
        Ok(Inverse(std::mem::replace(self, changed)))
    }

    /// Takes an edit back.
    pub fn revert(&mut self, inverse: Inverse) -> Inverse {
        Inverse(std::mem::replace(self, inverse.0))
    }

    fn carry_out(&mut self, edit: &Edit) -> Result<(), EditError> {
        match edit {
            Edit::Describe { name, summary } => {
                self.name = name.clone();
                self.summary = summary.clone();
            }
            Edit::Locate { origin, base_path } => {
                let base_path = base_path.trim_end_matches('/');
                if !base_path.is_empty() {
                    check_path(base_path)?;
                }
                self.origin = origin.trim_end_matches('/').to_owned();
                self.base_path = base_path.to_owned();
            }
            Edit::Reseed { seed } => self.seed = *seed,
            Edit::AddResource { resource } => {
                check_name(&resource.name)?;
                if self.resource(&resource.name).is_some() {
                    return Err(EditError::Taken(resource.at()));
                }
                for field in &resource.fields {
                    check_name(&field.name)?;
                }
                self.resources.push(Arc::new(resource.clone()));
            }
            Edit::RemoveResource { name } => self.remove_resource(name)?,
            Edit::RenameResource { name, to } => self.rename_resource(name, to)?,
            Edit::SetSegment { resource, segment } => self.set_segment(resource, segment)?,
            Edit::SetResource { resource } => *self.resource_mut(&resource.name)? = resource.clone(),
            Edit::AddField { resource, field, index } => {
                check_name(&field.name)?;
                self.check_target(field)?;
                let owner = self.resource_mut(resource)?;
                if owner.field(&field.name).is_some() || owner.identifier.field == field.name {
                    return Err(EditError::Taken(Pointer::field(resource, &field.name)));
                }
                let index = index.unwrap_or(usize::MAX).min(owner.fields.len());
                owner.fields.insert(index, field.clone());
            }
            Edit::RemoveField { resource, field } => {
                let owner = self.resource_mut(resource)?;
                let index = field_index(owner, field)?;
                owner.fields.remove(index);
                forget_field(owner, field);
                self.change_owners(|owners| owners.retain(|known| known.resource != *resource || known.field != *field));
            }
            Edit::SetField { resource, field, to } => {
                check_name(&to.name)?;
                self.check_target(to)?;
                let owner = self.resource_mut(resource)?;
                let index = field_index(owner, field)?;
                let taken = owner.field(&to.name).is_some() || owner.identifier.field == to.name;
                if *field != to.name && taken {
                    return Err(EditError::Taken(Pointer::field(resource, &to.name)));
                }
                if let Some(place) = owner.fields.get_mut(index) {
                    *place = to.clone();
                }
                rename_field(owner, field, &to.name);
                self.change_owners(|owners| {
                    owners
                        .iter_mut()
                        .filter(|known| known.resource == *resource && known.field == *field)
                        .for_each(|known| known.field = to.name.clone());
                });
            }
            Edit::MoveField { resource, field, index } => {
                let owner = self.resource_mut(resource)?;
                let from = field_index(owner, field)?;
                let moved = owner.fields.remove(from);
                let to = (*index).min(owner.fields.len());
                owner.fields.insert(to, moved);
            }
            Edit::AddEndpoint { endpoint } => {
                check_endpoint(endpoint)?;
                if self.endpoint(&endpoint.id).is_some() {
                    return Err(EditError::Taken(endpoint.at()));
                }
                self.endpoints.push(Arc::new(endpoint.clone()));
            }
            Edit::RemoveEndpoint { id } => {
                let index = self.endpoint_index(id)?;
                self.endpoints.remove(index);
            }
            Edit::SetEndpoint { id, to } => {
                check_endpoint(to)?;
                let index = self.endpoint_index(id)?;
                if *id != to.id && self.endpoint(&to.id).is_some() {
                    return Err(EditError::Taken(to.at()));
                }
                if let Some(place) = self.endpoints.get_mut(index) {
                    *place = Arc::new(to.clone());
                }
            }
            Edit::SetAccess { id, access } => {
                let index = self.endpoint_index(id)?;
                if let Some(place) = self.endpoints.get_mut(index) {
                    Arc::make_mut(place).access = access.clone();
                }
            }
            Edit::SetPolicy(policy) => {
                Arc::make_mut(&mut self.policies).replace(policy.clone());
            }
            Edit::AddClient { client } => {
                check_name(&client.name)?;
                if self.client(&client.name).is_some() {
                    return Err(EditError::Taken(Pointer::Client(client.name.clone())));
                }
                self.clients.push(Arc::new(client.clone()));
            }
            Edit::RemoveClient { name } => {
                let index = self.client_index(name)?;
                self.clients.remove(index);
            }
            Edit::SetClient { name, to } => {
                check_name(&to.name)?;
                let index = self.client_index(name)?;
                if *name != to.name && self.client(&to.name).is_some() {
                    return Err(EditError::Taken(Pointer::Client(to.name.clone())));
                }
                if let Some(place) = self.clients.get_mut(index) {
                    *place = Arc::new(to.clone());
                }
            }
            Edit::SetBrief { brief } => self.brief = Arc::new(brief.clone()),
            Edit::Accept(accepted) => {
                self.accepted.retain(|known| known.rule != accepted.rule || known.at != accepted.at);
                self.accepted.push(accepted.clone());
            }
            Edit::Unaccept { rule, at } => self.accepted.retain(|known| known.rule != *rule || known.at != *at),
            Edit::Replace { design } => *self = (**design).clone(),
        }
        Ok(())
    }

    fn remove_resource(&mut self, name: &str) -> Result<(), EditError> {
        let index = self.resource_index(name)?;
        self.resources.remove(index);
        self.change_owners(|owners| owners.retain(|known| known.resource != name));
        self.endpoints.retain(|endpoint| endpoint.resource.as_deref() != Some(name));
        let pointing: Vec<(String, String)> =
            self.relations().into_iter().filter(|relation| relation.to == name).map(|relation| (relation.from, relation.field)).collect();
        for (from, field) in pointing {
            let owner = self.resource_mut(&from)?;
            owner.fields.retain(|known| known.name != field);
            forget_field(owner, &field);
            self.change_owners(|owners| owners.retain(|known| known.resource != from || known.field != field));
        }
        Ok(())
    }

    fn rename_resource(&mut self, name: &str, to: &str) -> Result<(), EditError> {
        check_name(to)?;
        if name != to && self.resource(to).is_some() {
            return Err(EditError::Taken(Pointer::resource(to)));
        }
        self.resource_mut(name)?.name = to.to_owned();
        self.change_owners(|owners| owners.iter_mut().filter(|known| known.resource == name).for_each(|known| known.resource = to.to_owned()));
        for relation in self.relations().into_iter().filter(|relation| relation.to == name) {
            for field in &mut self.resource_mut(&relation.from)?.fields {
                retarget(&mut field.kind, name, to);
            }
        }
        for endpoint in &mut self.endpoints {
            if endpoint.resource.as_deref() == Some(name) {
                Arc::make_mut(endpoint).resource = Some(to.to_owned());
            }
        }
        for accepted in &mut self.accepted {
            match &mut accepted.at {
                Pointer::Resource(known) | Pointer::Field(known, _) if known == name => *known = to.to_owned(),
                _ => {}
            }
        }
        Ok(())
    }

    fn set_segment(&mut self, resource: &str, segment: &str) -> Result<(), EditError> {
        if segment.is_empty() || segment.contains('/') {
            return Err(EditError::BadPath(segment.to_owned()));
        }
        check_path(&format!("/{segment}"))?;
        let before = std::mem::replace(&mut self.resource_mut(resource)?.segment, segment.to_owned());
        for endpoint in &mut self.endpoints {
            let template = endpoint.template();
            if template.literals().any(|literal| literal == before) {
                let path = template
                    .segments
                    .iter()
                    .map(|part| match part {
                        Segment::Literal(text) if *text == before => format!("/{segment}"),
                        Segment::Literal(text) => format!("/{text}"),
                        Segment::Parameter(name) => format!("/{{{name}}}"),
                    })
                    .collect();
                Arc::make_mut(endpoint).path = path;
            }
        }
        Ok(())
    }

    /// Carries a change into the fields that say whose records are, where there are any.
    fn change_owners(&mut self, change: impl FnOnce(&mut Vec<Owner>)) {
        if !self.policies.authorization.owners.is_empty() {
            change(&mut Arc::make_mut(&mut self.policies).authorization.owners);
        }
    }

    fn resource_mut(&mut self, name: &str) -> Result<&mut Resource, EditError> {
        let place = self.resources.iter_mut().find(|resource| resource.name == name);
        place.map(Arc::make_mut).ok_or_else(|| EditError::Gone(Pointer::resource(name)))
    }

    fn resource_index(&self, name: &str) -> Result<usize, EditError> {
        self.resources.iter().position(|resource| resource.name == name).ok_or_else(|| EditError::Gone(Pointer::resource(name)))
    }

    fn endpoint_index(&self, id: &str) -> Result<usize, EditError> {
        self.endpoints.iter().position(|endpoint| endpoint.id == id).ok_or_else(|| EditError::Gone(Pointer::endpoint(id)))
    }

    fn client_index(&self, name: &str) -> Result<usize, EditError> {
        self.clients.iter().position(|client| client.name == name).ok_or_else(|| EditError::Gone(Pointer::Client(name.to_owned())))
    }

    fn check_target(&self, field: &Field) -> Result<(), EditError> {
        let kind = match &field.kind {
            FieldKind::Array { items } => items,
            kind => kind,
        };
        match kind {
            FieldKind::Reference { to, .. } if self.resource(to).is_none() => Err(EditError::NoTarget { field: field.name.clone(), to: to.clone() }),
            _ => Ok(()),
        }
    }
}

fn check_name(name: &str) -> Result<(), EditError> {
    let why = match name {
        _ if name.trim().is_empty() => "it is empty.",
        _ if name.trim() != name => "it begins or ends with white space.",
        _ if name.chars().any(char::is_control) => "it holds a control character.",
        _ if name.chars().count() > 80 => "it is longer than 80 characters.",
        _ => return Ok(()),
    };
    Err(EditError::BadName { name: name.to_owned(), why })
}

fn check_path(path: &str) -> Result<(), EditError> {
    let fits = path.starts_with('/') && !path.contains(['?', '#', ' ']) && !path.chars().any(char::is_control);
    if fits { Ok(()) } else { Err(EditError::BadPath(path.to_owned())) }
}

fn check_endpoint(endpoint: &Endpoint) -> Result<(), EditError> {
    check_name(&endpoint.id)?;
    check_path(&endpoint.path)
}

fn field_index(owner: &Resource, field: &str) -> Result<usize, EditError> {
    owner.fields.iter().position(|known| known.name == field).ok_or_else(|| EditError::Gone(owner.field_at(field)))
}

fn retarget(kind: &mut FieldKind, from: &str, to: &str) {
    match kind {
        FieldKind::Array { items } => retarget(items, from, to),
        FieldKind::Reference { to: target, .. } if target == from => *target = to.to_owned(),
        _ => {}
    }
}

/// Constraints that name a removed field go with it; seed records lose the member.
fn forget_field(owner: &mut Resource, field: &str) {
    owner.unique_keys.retain(|key| key.iter().all(|name| name != field));
    owner.no_overlap.retain(|rule| rule.from != field && rule.to != field && rule.key.iter().all(|name| name != field));
    if owner.lifecycle.as_ref().is_some_and(|lifecycle| lifecycle.field == field) {
        owner.lifecycle = None;
    }
    for record in &mut owner.records {
        record.shift_remove(field);
    }
}

fn rename_field(owner: &mut Resource, from: &str, to: &str) {
    if from == to {
        return;
    }
    let rename = |name: &mut String| {
        if name == from {
            *name = to.to_owned();
        }
    };
    owner.unique_keys.iter_mut().flatten().for_each(rename);
    for rule in &mut owner.no_overlap {
        rule.key.iter_mut().for_each(rename);
        rename(&mut rule.from);
        rename(&mut rule.to);
    }
    if let Some(lifecycle) = &mut owner.lifecycle {
        rename(&mut lifecycle.field);
    }
    for record in &mut owner.records {
        *record = std::mem::take(record).into_iter().map(|(name, value)| (if name == from { to.to_owned() } else { name }, value)).collect();
    }
}

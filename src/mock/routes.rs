//! The endpoints of a design, taken apart once so that each request only compares.

use std::sync::Arc;

use crate::design::template::{Arguments, Meaning, meanings};
use crate::design::{Design, Endpoint, Resource, Template};
use crate::http::{Method, method};
use crate::order;

/// Every route of a design.
#[derive(Clone, Debug, Default)]
pub struct Routes {
    base: Vec<String>,
    entries: Vec<Arc<Entry>>,
}

/// An endpoint ready to be matched.
#[derive(Debug)]
pub struct Entry {
    /// The endpoint.
    pub endpoint: Arc<Endpoint>,
    /// The resource it works on.
    pub resource: Option<Arc<Resource>>,
    /// What each path parameter names.
    pub meanings: Vec<(String, Meaning)>,
    template: Template<'static>,
    /// Whether it stands at the root of the origin, not behind the base path.
    at_root: bool,
}

/// A matched endpoint with the values of its path parameters.
#[derive(Clone, Debug)]
pub struct Route {
    /// The matched entry.
    pub entry: Arc<Entry>,
    /// Parameter names and values in the order of the path.
    pub arguments: Arguments,
}

impl Routes {
    /// Takes a design's endpoints apart.
    pub fn new(design: &Design) -> Self {
        let base = design.base_path.split('/').filter(|segment| !segment.is_empty()).map(str::to_owned).collect();
        let entries = design
            .endpoints
            .iter()
            .map(|endpoint| {
                Arc::new(Entry {
                    endpoint: Arc::clone(endpoint),
                    resource: design.resource_of(endpoint).cloned(),
                    meanings: meanings(design, endpoint),
                    template: endpoint.template().into_owned(),
                    at_root: design.base_of(endpoint).is_empty(),
                })
            })
            .collect();
        Self { base, entries }
    }

    /// The routes whose path matches, the most literal template first.
    pub fn at(&self, segments: &[String]) -> Vec<Route> {
        // The root alone is the same with and without its slash.
        let rest = segments.strip_prefix(self.base.as_slice()).map(|rest| if rest.len() == 1 && rest[0].is_empty() { &[] } else { rest });
        let mut found: Vec<Route> = self
            .entries
            .iter()
            .filter_map(|entry| {
                let rest = if entry.at_root && !self.base.is_empty() { Some(segments) } else { rest };
                entry.template.matches(rest?).map(|arguments| Route { entry: Arc::clone(entry), arguments })
            })
            .collect();
        if found.len() > 1 {
            order::by_key(&mut found, |route| std::cmp::Reverse(route.entry.template.specificity()));
        }
        found
    }

    /// Whether the server knows a method: one of the usual ones, or one that some endpoint answers.
    pub fn knows(&self, method: &Method) -> bool {
        method::KNOWN.contains(method) || self.entries.iter().any(|entry| entry.endpoint.method == *method)
    }

    /// The paths of all endpoints, base path included, each once.
    pub fn paths(&self) -> Vec<String> {
        let mut paths: Vec<String> = Vec::new();
        for entry in &self.entries {
            let base = if entry.at_root { String::new() } else { self.base.iter().map(|segment| format!("/{segment}")).collect() };
            let path = base + &entry.endpoint.path;
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
        paths
    }
}

/// The methods that these routes answer, in the usual order, with the two that the server adds: HEAD beside GET, and OPTIONS.
pub fn allowed(routes: &[Route]) -> Vec<Method> {
    let has = |wanted: &Method| routes.iter().any(|route| route.entry.endpoint.method == *wanted);
    let mut methods: Vec<Method> =
        method::KNOWN.into_iter().filter(|known| has(known) || *known == Method::OPTIONS || (*known == Method::HEAD && has(&Method::GET))).collect();
    for route in routes {
        if !methods.contains(&route.entry.endpoint.method) {
            methods.push(route.entry.endpoint.method.clone());
        }
    }
    methods
}

/// Methods as a field value: `GET, HEAD, POST`.
pub fn method_list(methods: &[Method]) -> String {
    methods.iter().map(Method::as_str).collect::<Vec<_>>().join(", ")
}

impl Route {
    /// The endpoint.
    pub fn endpoint(&self) -> &Endpoint {
        &self.entry.endpoint
    }

    /// The resource it works on.
    pub fn resource(&self) -> Option<&Resource> {
        self.entry.resource.as_deref()
    }

    /// The values of the path parameters with what they name.
    pub fn named(&self) -> impl Iterator<Item = (&str, &str, &Meaning)> {
        self.arguments.iter().zip(&self.entry.meanings).map(|((name, value), (_, meaning))| (name.as_str(), value.as_str(), meaning))
    }

    /// The identifier in the path, if a parameter names the endpoint's own record.
    pub fn identity(&self) -> Option<&str> {
        self.named().find(|(_, _, meaning)| **meaning == Meaning::Identity).map(|(_, value, _)| value)
    }
}

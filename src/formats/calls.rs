//! One call for each endpoint, made and answered on a scratch server, so that exported requests work as they stand.
//!
//! The calls follow each other as in the export: what one removes, a later one does not ask for. They name records that the server
//! begins with, so that they also work on another server of the same design.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Remark;
use crate::design::{Client, Credential, Design, Endpoint, Resource};
use crate::http::{Request, Response};
use crate::mock::sample_request::sample_for;
use crate::mock::{Moment, Rng, Server, with_credentials};

/// A call and its answer.
#[derive(Clone, Debug)]
pub struct Call<'d> {
    /// What is called.
    pub endpoint: &'d Endpoint,
    /// Who calls; nobody in particular where no credentials are needed.
    pub client: Option<&'d Client>,
    /// The request without credentials.
    pub plain: Request,
    /// The request as it is sent.
    pub request: Request,
    /// The answer.
    pub response: Response,
    /// The answer to the same request without credentials, where some are needed.
    pub refusal: Option<Response>,
}

/// Calls that belong together.
#[derive(Clone, Debug)]
pub struct Folder<'d> {
    /// What they are about; `None` for endpoints of no resource.
    pub resource: Option<&'d Resource>,
    /// In the order of the sketch.
    pub calls: Vec<Call<'d>>,
}

impl Folder<'_> {
    /// Its name.
    pub fn name(&self) -> &str {
        self.resource.map_or("Other", |resource| &resource.name)
    }
}

impl Call<'_> {
    /// What the call does, in a line.
    pub fn title(&self) -> String {
        let summary = self.endpoint.summary.lines().next().unwrap_or_default().trim();
        if summary.is_empty() { self.endpoint.label() } else { summary.to_owned() }
    }

    /// Whether the answer is the one that a call is made for.
    pub fn works(&self) -> bool {
        (200..400).contains(&self.response.status)
    }
}

/// Every endpoint's call, by resource in the order of the sketch.
pub fn all(design: &Design) -> (Vec<Folder<'_>>, Vec<Remark>) {
    let mut server = Server::new(Arc::new(design.clone()), Moment::START);
    let known: BTreeSet<String> =
        design.resources.iter().flat_map(|resource| server.store().all(&resource.name)).map(|record| record.id.clone()).collect();
    let mut rng = Rng::named(design.seed, "serve");
    let mut remarks = Vec::new();
    let of = |wanted: Option<&str>| -> Vec<&Endpoint> {
        let belongs = |endpoint: &&Endpoint| design.resource_of(endpoint).map(|resource| resource.name.as_str()) == wanted;
        design.endpoints.iter().map(|endpoint| &**endpoint).filter(belongs).collect()
    };
    let own = design.resources.iter().map(|resource| (Some(&**resource), of(Some(&resource.name))));
    let folders = own.chain([(None, of(None))]).filter(|(_, endpoints)| !endpoints.is_empty());
    let folders = folders
        .map(|(resource, endpoints)| {
            let calls = endpoints.into_iter().map(|endpoint| call(&mut server, &mut rng, design, endpoint, &known, &mut remarks)).collect();
            Folder { resource, calls }
        })
        .collect();
    (folders, remarks)
}

fn call<'d>(
    server: &mut Server,
    rng: &mut Rng,
    design: &'d Design,
    endpoint: &'d Endpoint,
    known: &BTreeSet<String>,
    remarks: &mut Vec<Remark>,
) -> Call<'d> {
    let mut plain = sample_for(server, endpoint, Moment::START, |record| known.contains(&record.id));
    for name in fill(&mut plain) {
        remarks.push(Remark { at: endpoint.at(), text: format!("No record tells what `{name}` is; the call says 1.") });
    }
    let needs = design.needs_credentials(endpoint);
    let with = |client: &Client| server.sign(with_credentials(design, client, plain.clone()), Moment::START);
    let works = |request: &Request| {
        let status = server.clone().handle(request.clone(), Moment::START, &mut rng.clone()).response.status;
        (200..400).contains(&status)
    };
    let callers = || design.clients.iter().map(|client| &**client).filter(|_| needs);
    let best = callers().find(|client| works(&with(client))).or_else(|| callers().find(|client| client.credential != Credential::None));
    let request = best.map_or_else(|| plain.clone(), &with);
    let refusal = (needs && request != plain).then(|| server.clone().handle(plain.clone(), Moment::START, &mut rng.clone()).response);
    let response = server.handle(request.clone(), Moment::START, rng).response;
    let call = Call { endpoint, client: best, plain, request, response, refusal };
    if !call.works() {
        let text = format!("As things stand the call is refused with {}.", crate::http::status::line(call.response.status));
        remarks.push(Remark { at: endpoint.at(), text });
    }
    call
}

/// Fills what no record fills; the names of those slots.
fn fill(request: &mut Request) -> Vec<String> {
    let mut names = Vec::new();
    while let Some((before, rest)) = request.target.split_once('{') {
        let Some((name, after)) = rest.split_once('}') else { break };
        let target = format!("{before}1{after}");
        names.push(name.to_owned());
        request.target = target;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::samples;

    #[test]
    fn calls_of_sound_samples_work_one_after_the_other() {
        for sample in samples::ALL {
            let design = sample.design();
            let (folders, remarks) = all(&design);
            let calls: Vec<&Call<'_>> = folders.iter().flat_map(|folder| &folder.calls).collect();
            assert_eq!(calls.len(), design.endpoints.len());
            let refused: Vec<String> =
                calls.iter().filter(|call| !call.works()).map(|call| format!("{} {}", call.endpoint.id, call.response.status)).collect();
            assert_eq!(remarks.iter().filter(|remark| remark.text.contains("is refused")).count(), refused.len());
            assert!(refused.is_empty() || sample.id == "flawed", "{}: {refused:?}", sample.id);
        }
    }
}

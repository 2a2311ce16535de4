//! Every link that is offered leads somewhere, and tags differ where links differ.

use std::sync::Arc;

use serde_json::Value;

use crate::design::policy::{Hypermedia, LinkForm};
use crate::design::{Behaviour, samples};
use crate::http::{Method, Request, media_type};
use crate::mock::{Moment, Rng, Server, sample_request, with_credentials};

fn links(body: &Value) -> Vec<(String, String, String)> {
    let text = |link: &Value, name: &str| link.get(name).and_then(Value::as_str).unwrap_or("GET").to_owned();
    let own =
        body.get("links").and_then(Value::as_array).into_iter().flatten().map(|link| (text(link, "rel"), text(link, "href"), text(link, "method")));
    let items = body.get("items").and_then(Value::as_array).into_iter().flatten().flat_map(links);
    own.chain(items).collect()
}

#[test]
fn links_lead_to_what_their_reader_may_do() {
    let mut followed = 0;
    for sample in samples::ALL {
        let mut design = sample.design();
        Arc::make_mut(&mut design.policies).hypermedia = Hypermedia { form: LinkForm::Links, ..Hypermedia::default() };
        Arc::make_mut(&mut design.policies).rate_limits = Default::default();
        let design = Arc::new(design);
        for client in &design.clients {
            for endpoint in design.endpoints.iter().filter(|endpoint| endpoint.behaviour.is_read()) {
                let mut server = Server::new(Arc::clone(&design), Moment::START);
                let request = with_credentials(&design, client, sample_request(&server, endpoint, Moment::START));
                let answer = server.handle(request, Moment::START, &mut Rng::new(1));
                for (rel, href, method) in links(&answer.response.body.json().unwrap_or_default()) {
                    let method = Method::from_bytes(method.as_bytes()).unwrap();
                    let content = if method == Method::GET { "" } else { "{}" };
                    let request = Request { body: content.into(), ..Request::new(method, href.as_str()) }.header("content-type", media_type::JSON);
                    let mut server = Server::new(Arc::clone(&design), Moment::START);
                    let answer = server.handle(with_credentials(&design, client, request), Moment::START, &mut Rng::new(1));
                    let status = answer.response.status;
                    let conflicts = status == 409 && answer.trace.decisive().is_some_and(|step| !step.why.text.contains("does not lead"));
                    // Content and preconditions are the client's part; the way, the caller and the state are the link's.
                    assert!(
                        status < 400 || conflicts || [400, 415, 422, 428].contains(&status),
                        "{} {}: {rel} {href} gets {status} {}",
                        sample.id,
                        client.name,
                        answer.title
                    );
                    followed += 1;
                }
            }
        }
    }
    assert!(followed > 100, "{followed} links were followed");
}

#[test]
fn equal_tags_mean_equal_bytes_whoever_asks() {
    for form in [LinkForm::Links, LinkForm::Hal] {
        let mut design = samples::hotel_booking();
        Arc::make_mut(&mut design.policies).hypermedia = Hypermedia { form, ..Hypermedia::default() };
        let design = Arc::new(design);
        let mut seen: Vec<(String, String, Vec<u8>)> = Vec::new();
        for accept in [media_type::JSON, media_type::HAL] {
            for client in &design.clients {
                for endpoint in design.endpoints.iter().filter(|endpoint| matches!(endpoint.behaviour, Behaviour::Read | Behaviour::List)) {
                    let mut server = Server::new(Arc::clone(&design), Moment::START);
                    let mut request = with_credentials(&design, client, sample_request(&server, endpoint, Moment::START));
                    request.headers.set("accept", accept);
                    let answer = server.handle(request, Moment::START, &mut Rng::new(1));
                    let Some(tag) = answer.response.headers.get("etag") else { continue };
                    let one = (answer.request.target.clone(), tag.to_owned(), answer.response.body.bytes().to_vec());
                    for other in seen.iter().filter(|other| other.0 == one.0 && other.1 == one.1) {
                        assert_eq!(other.2, one.2, "{} {tag}", one.0);
                    }
                    seen.push(one);
                }
            }
        }
        assert!(seen.len() > 10);
    }
}

//! Who may do what: every endpoint, called by every client and by nobody, on a scratch copy of the server.
//!
//! Each cell is a request that was really sent: the one that would work if the caller were the right one. Where records have
//! owners, the caller's own record is tried, and one of somebody else beside it.

use std::sync::Arc;

use serde_json::Value;

use super::sample_request::{sample_for, with_credentials};
use super::stages::authentication::session;
use super::stages::ownership::{filled, is_own};
use super::store::Record;
use super::{Moment, Outcome, Rng, Server, Stage};
use crate::design::policy::Assign;
use crate::design::{Client, Design, Endpoint};
use crate::http::{Request, json};

/// The whole table.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// The columns: the clients by name, the last one nobody.
    pub callers: Vec<String>,
    /// A row for each endpoint, two where records have owners.
    pub rows: Vec<Row>,
}

/// What one endpoint answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The endpoint's id.
    pub endpoint: String,
    /// `GET /bookings/{id}`.
    pub label: String,
    /// Whose record is asked for, where that matters.
    pub whose: Option<Whose>,
    /// A cell for each caller, in their order.
    pub cells: Vec<Cell>,
}

/// Whose record is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The caller's own.
    Own,
    /// Somebody else's.
    Others,
}

/// What one caller gets.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The status, or none where there is no such record to ask for.
    pub status: Option<u16>,
    /// The stage that decided.
    pub stage: Option<Stage>,
    /// Why.
    pub why: String,
    /// The very request.
    pub request: Option<Request>,
}

/// What a caller without credentials is called.
pub const NOBODY: &str = "Nobody";

impl Whose {
    /// The words behind an endpoint: `own record`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Own => "own record",
            Self::Others => "another's record",
        }
    }
}

impl Row {
    /// The endpoint with whose record it is about: `GET /bookings/{id}, own record`.
    pub fn title(&self) -> String {
        self.whose.map_or_else(|| self.label.clone(), |whose| format!("{}, {}", self.label, whose.words()))
    }
}

/// Asks every endpoint as every client. Always the same for one design and moment.
pub fn matrix(design: &Arc<Design>, now: Moment) -> Matrix {
    let server = Server::new(Arc::clone(design), now);
    let callers = design.clients.iter().map(|client| client.name.clone()).chain([NOBODY.to_owned()]).collect();
    let mut rows = Vec::new();
    for endpoint in &design.endpoints {
        let owned = endpoint.behaviour.is_on_item()
            && endpoint.resource.as_deref().is_some_and(|name| design.policies.authorization.owner_of(name).is_some());
        let whose: &[Option<Whose>] = if owned { &[Some(Whose::Own), Some(Whose::Others)] } else { &[None] };
        for whose in whose {
            let clients = design.clients.iter().map(|client| Some(&**client)).chain([None]);
            let cells = clients.map(|client| cell(&server, endpoint, client, *whose, now)).collect();
            rows.push(Row { endpoint: endpoint.id.clone(), label: endpoint.label(), whose: *whose, cells });
        }
    }
    Matrix { callers, rows }
}

fn cell(server: &Server, endpoint: &Endpoint, client: Option<&Client>, whose: Option<Whose>, now: Moment) -> Cell {
    let Some(request) = request(server, endpoint, client, whose, now) else {
        return Cell { status: None, stage: None, why: "There is no such record.".to_owned(), request: None };
    };
    let mut scratch = server.clone();
    let mut signed = scratch.sign(request.clone(), now);
    if let Some(client) = client {
        session::enter(server.design(), &mut scratch.ledger, client, &mut signed, now);
    }
    let exchange = scratch.handle(signed, now, &mut Rng::named(server.design().seed, &endpoint.id));
    let step = exchange.trace.0.iter().find(|step| step.outcome == Outcome::Answered).or_else(|| exchange.decisive());
    Cell {
        status: Some(exchange.response.status),
        stage: step.map(|step| step.stage),
        why: step.map(|step| step.why.text.to_string()).unwrap_or_default(),
        request: Some(request),
    }
}

/// The request of a cell, with the caller's credentials.
fn request(server: &Server, endpoint: &Endpoint, client: Option<&Client>, whose: Option<Whose>, now: Moment) -> Option<Request> {
    let design = &**server.design();
    let who = client.map_or_else(String::new, Client::identity);
    let resource = design.resource_of(endpoint).map(|resource| &**resource);
    let own = |record: &Record| resource.is_some_and(|resource| is_own(design, &who, &resource.name, record, server.store()));
    let fits = |record: &Record| match whose {
        None => true,
        Some(Whose::Own) => own(record),
        Some(Whose::Others) => !own(record),
    };
    if let (Some(_), Some(resource)) = (whose, resource) {
        server.store().list(&resource.name).find(|record| fits(record))?;
    }
    let mut request = sample_for(server, endpoint, now, fits);
    let policy = &design.policies.authorization;
    let held = policy.check_owner && !client.is_some_and(|client| client.roles.iter().any(|role| policy.sees_all.contains(role)));
    if let Some(field) = resource.and_then(|resource| filled(design, resource)).filter(|_| held && policy.assign == Assign::Caller)
        && let Some(Value::Object(mut members)) = request.body.json()
    {
        members.shift_remove(field);
        request.body = json::pretty(&Value::Object(members)).into();
    }
    Some(match client {
        Some(client) => with_credentials(design, client, request),
        None => request,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::policy::{Owner, Refusal};
    use crate::design::samples;

    fn table(design: Design) -> Vec<String> {
        let matrix = matrix(&Arc::new(design), Moment::START);
        assert!(matrix.rows.iter().all(|row| row.cells.len() == matrix.callers.len()));
        let status = |cell: &Cell| cell.status.map_or("-".to_owned(), |status| status.to_string());
        matrix.rows.iter().map(|row| format!("{}: {}", row.title(), row.cells.iter().map(status).collect::<Vec<_>>().join(" "))).collect()
    }

    #[test]
    fn the_hotel() {
        // Guest app, front desk, travel agency, a page without credentials, nobody.
        assert_eq!(
            table(samples::hotel_booking()),
            [
                "GET /hotels: 200 200 200 200 200",
                "GET /hotels/{id}: 200 200 200 200 200",
                "GET /hotels/{hotelId}/rooms: 200 200 200 200 200",
                "GET /rooms/{id}: 200 200 200 200 200",
                "PATCH /rooms/{id}: 403 200 403 401 401",
                "POST /guests: 201 201 201 401 401",
                "GET /guests/{id}: 200 200 200 401 401",
                "PUT /guests/{id}: 200 200 200 401 401",
                "GET /bookings: 200 200 200 401 401",
                "POST /bookings: 201 201 201 401 401",
                "GET /bookings/{id}: 200 200 200 401 401",
                "PATCH /bookings/{id}: 200 200 200 401 401",
                "DELETE /bookings/{id}: 403 204 403 401 401",
                "POST /bookings/{id}/cancellation: 200 200 200 401 401",
                "POST /bookings/{id}/confirmation: 403 200 403 401 401",
                "POST /bookings/{id}/check-in: 403 200 403 401 401",
                "POST /bookings/{id}/check-out: 403 200 403 401 401",
                "POST /payments: 201 201 201 401 401",
                "GET /payments/{id}: 200 200 200 401 401",
                "GET /health: 200 200 200 200 200",
            ]
        );
    }

    #[test]
    fn the_hotel_with_owners() {
        let mut design = samples::hotel_booking();
        let guest = Arc::make_mut(&mut design.clients[0]);
        guest.subject = "gs_81".to_owned();
        let policy = &mut Arc::make_mut(&mut design.policies).authorization;
        policy.refusal = Refusal::Hidden;
        policy.sees_all = vec!["staff".to_owned()];
        policy.owners = ["Guest.id", "Booking.guestId"].into_iter().filter_map(Owner::parse).collect();
        let rows = table(design);
        for expected in [
            "GET /guests/{id}, own record: 200 - - - -",
            "GET /guests/{id}, another's record: 404 200 404 401 401",
            "GET /bookings/{id}, own record: 200 - - - -",
            "PATCH /bookings/{id}, another's record: 404 200 404 401 401",
        ] {
            assert!(rows.iter().any(|row| row == expected), "{expected}: {rows:#?}");
        }
    }
}

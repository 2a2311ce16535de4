// Hotel booking: a function for each endpoint, for browsers and for Node 18 or newer.

export const origin = "https://api.stay.example";

/** List hotels: 200 OK */
export function listHotels() {
  return fetch(origin + "/v1/hotels", {
    method: "GET",
    headers: {
      "accept": "application/json",
    },
  });
}

/** Read a hotel: 200 OK */
export function readHotel() {
  return fetch(origin + "/v1/hotels/ht_12", {
    method: "GET",
    headers: {
      "accept": "application/json",
    },
  });
}

/** List the rooms of a hotel: 200 OK */
export function listRoomsOfHotel() {
  return fetch(origin + "/v1/hotels/ht_12/rooms", {
    method: "GET",
    headers: {
      "accept": "application/json",
    },
  });
}

/** Read a room: 200 OK */
export function readRoom() {
  return fetch(origin + "/v1/rooms/rm_204", {
    method: "GET",
    headers: {
      "accept": "application/json",
    },
  });
}

/** Change a room: 200 OK */
export function updateRoom() {
  return fetch(origin + "/v1/rooms/rm_204", {
    method: "PATCH",
    headers: {
      "accept": "application/json",
      "content-type": "application/merge-patch+json",
      "if-match": "\"v1\"",
      "authorization": "Bearer desk-token-1",
    },
    body: JSON.stringify({
      "type": "suite"
    }),
  });
}

/** Create a guest: 201 Created */
export function createGuest() {
  return fetch(origin + "/v1/guests", {
    method: "POST",
    headers: {
      "accept": "application/json",
      "content-type": "application/json",
      "authorization": "Bearer guest-token-1",
    },
    body: JSON.stringify({
      "name": "Zoe Costa",
      "email": "khalid.khan@example.com",
      "phone": "+351 210 963 102"
    }),
  });
}

/** Read a guest: 200 OK */
export function readGuest() {
  return fetch(origin + "/v1/guests/gs_81", {
    method: "GET",
    headers: {
      "accept": "application/json",
      "authorization": "Bearer guest-token-1",
    },
  });
}

/** Replace a guest: 200 OK */
export function replaceGuest() {
  return fetch(origin + "/v1/guests/gs_81", {
    method: "PUT",
    headers: {
      "accept": "application/json",
      "content-type": "application/json",
      "if-match": "\"v1\"",
      "authorization": "Bearer guest-token-1",
    },
    body: JSON.stringify({
      "name": "Rosa Berg",
      "email": "ada@example.com",
      "phone": "+351 210 968 985"
    }),
  });
}

/** List bookings: 200 OK */
export function listBookings() {
  return fetch(origin + "/v1/bookings", {
    method: "GET",
    headers: {
      "accept": "application/json",
      "authorization": "Bearer guest-token-1",
    },
  });
}

/** Create a booking: 201 Created */
export function createBooking() {
  return fetch(origin + "/v1/bookings", {
    method: "POST",
    headers: {
      "accept": "application/json",
      "content-type": "application/json",
      "authorization": "Bearer guest-token-1",
    },
    body: JSON.stringify({
      "roomId": "rm_8dgy",
      "guestId": "gs_kspr",
      "checkIn": "2026-03-20",
      "checkOut": "2026-03-21"
    }),
  });
}

/** Read a booking: 200 OK */
export function readBooking() {
  return fetch(origin + "/v1/bookings/bk_7q2m", {
    method: "GET",
    headers: {
      "accept": "application/json",
      "authorization": "Bearer guest-token-1",
    },
  });
}

/** Change a booking: 200 OK */
export function updateBooking() {
  return fetch(origin + "/v1/bookings/bk_7q2m", {
    method: "PATCH",
    headers: {
      "accept": "application/json",
      "content-type": "application/merge-patch+json",
      "if-match": "\"v1\"",
      "authorization": "Bearer guest-token-1",
    },
    body: JSON.stringify({}),
  });
}

/** Remove a booking: 204 No Content */
export function deleteBooking() {
  return fetch(origin + "/v1/bookings/bk_3dzx", {
    method: "DELETE",
    headers: {
      "accept": "application/json",
      "if-match": "\"v1\"",
      "authorization": "Bearer desk-token-1",
    },
  });
}

/** Cancel a booking: 200 OK */
export function cancelBooking() {
  return fetch(origin + "/v1/bookings/bk_h567/cancellation", {
    method: "POST",
    headers: {
      "accept": "application/json",
      "authorization": "Bearer guest-token-1",
    },
  });
}

/** Confirm a booking: 200 OK */
export function confirmBooking() {
  return fetch(origin + "/v1/bookings/bk_gd6h/confirmation", {
    method: "POST",
    headers: {
      "accept": "application/json",
      "authorization": "Bearer desk-token-1",
    },
  });
}

/** Check in a booking: 200 OK */
export function checkInBooking() {
  return fetch(origin + "/v1/bookings/bk_gd6h/check-in", {
    method: "POST",
    headers: {
      "accept": "application/json",
      "authorization": "Bearer desk-token-1",
    },
  });
}

/** Check out a booking: 200 OK */
export function checkOutBooking() {
  return fetch(origin + "/v1/bookings/bk_gd6h/check-out", {
    method: "POST",
    headers: {
      "accept": "application/json",
      "authorization": "Bearer desk-token-1",
    },
  });
}

/** Create a payment: 201 Created */
export function createPayment() {
  return fetch(origin + "/v1/payments", {
    method: "POST",
    headers: {
      "accept": "application/json",
      "content-type": "application/json",
      "authorization": "Bearer guest-token-1",
    },
    body: JSON.stringify({
      "bookingId": "bk_3946",
      "amount": {
        "amount": 21950,
        "currency": "EUR"
      }
    }),
  });
}

/** Read a payment: 200 OK */
export function readPayment() {
  return fetch(origin + "/v1/payments/py_mcmn", {
    method: "GET",
    headers: {
      "accept": "application/json",
      "authorization": "Bearer guest-token-1",
    },
  });
}

/** Tell whether the server is well: 200 OK */
export function showHealth() {
  return fetch(origin + "/v1/health", {
    method: "GET",
    headers: {
      "accept": "application/json",
    },
  });
}

// Hotel booking: what clients send and get.

/** A place to stay. */
export interface Hotel {
  readonly id: string;
  /** The name over the door. */
  name: string;
  /** Where it stands. */
  city: string;
  /** From the national classification. */
  stars?: number;
}

/** A place to stay. Beside the identifier it has the fields that `fields` names; without it, all of them. */
export interface HotelSelection {
  readonly id: string;
  /** The name over the door. */
  name?: string;
  /** Where it stands. */
  city?: string;
  /** From the national classification. */
  stars?: number;
}

/** A page of hotels. */
export interface HotelList {
  items: Array<HotelSelection>;
  /** The cursor of the next page; null on the last one. */
  next: string | null;
}

/** A room that can be booked. */
export interface Room {
  readonly id: string;
  /** The hotel it belongs to. */
  hotelId: string;
  /** What stands on the door. */
  number: string;
  /** How many it is made for. */
  type: "single" | "double" | "suite";
  /** For one night, taxes included. */
  nightlyRate: Money;
}

/** A room that can be booked. Beside the identifier it has the fields that `fields` names; without it, all of them. */
export interface RoomSelection {
  readonly id: string;
  /** The hotel it belongs to. */
  hotelId?: string;
  /** What stands on the door. */
  number?: string;
  /** How many it is made for. */
  type?: "single" | "double" | "suite";
  /** For one night, taxes included. */
  nightlyRate?: Money;
}

/** The members to change; null removes an optional one. */
export interface RoomPatch {
  /** The hotel it belongs to. */
  hotelId?: string;
  /** What stands on the door. */
  number?: string;
  /** How many it is made for. */
  type?: "single" | "double" | "suite";
  /** For one night, taxes included. */
  nightlyRate?: Money;
}

/** A page of rooms. */
export interface RoomList {
  items: Array<RoomSelection>;
  /** The cursor of the next page; null on the last one. */
  next: string | null;
}

/** A person who books. */
export interface Guest {
  readonly id: string;
  /** As in the passport. */
  name: string;
  /** Confirmations go here. */
  email: string;
  /** For the day of arrival. */
  phone?: string;
}

/** A person who books. Beside the identifier it has the fields that `fields` names; without it, all of them. */
export interface GuestSelection {
  readonly id: string;
  /** As in the passport. */
  name?: string;
  /** Confirmations go here. */
  email?: string;
  /** For the day of arrival. */
  phone?: string;
}

/** What a new guest needs. */
export interface GuestCreate {
  /** As in the passport. */
  name: string;
  /** Confirmations go here. */
  email: string;
  /** For the day of arrival. */
  phone?: string;
}

/** The whole guest: members left out are removed. */
export interface GuestReplace {
  /** As in the passport. */
  name: string;
  /** Confirmations go here. */
  email: string;
  /** For the day of arrival. */
  phone?: string;
}

/** A room, taken from one day to another. */
export interface Booking {
  readonly id: string;
  /** The room that is taken. */
  roomId: string;
  /** Who will stay. */
  guestId: string;
  /** The day of arrival. */
  checkIn: string;
  /** The day of departure; the room is free again. */
  checkOut: string;
  /** Where the booking stands. */
  readonly status: "held" | "confirmed" | "checked-in" | "checked-out" | "cancelled";
  /** When it was made. */
  readonly createdAt?: string;
}

/** A room, taken from one day to another. Beside the identifier it has the fields that `fields` names; without it, all of them. */
export interface BookingSelection {
  readonly id: string;
  /** The room that is taken. */
  roomId?: string;
  /** Who will stay. */
  guestId?: string;
  /** The day of arrival. */
  checkIn?: string;
  /** The day of departure; the room is free again. */
  checkOut?: string;
  /** Where the booking stands. */
  readonly status?: "held" | "confirmed" | "checked-in" | "checked-out" | "cancelled";
  /** When it was made. */
  readonly createdAt?: string;
}

/** What a new booking needs. */
export interface BookingCreate {
  /** The room that is taken. */
  roomId: string;
  /** Who will stay. */
  guestId: string;
  /** The day of arrival. */
  checkIn: string;
  /** The day of departure; the room is free again. */
  checkOut: string;
}

/** The members to change; null removes an optional one. */
export interface BookingPatch {
  /** The room that is taken. */
  roomId?: string;
  /** Who will stay. */
  guestId?: string;
  /** The day of arrival. */
  checkIn?: string;
  /** The day of departure; the room is free again. */
  checkOut?: string;
}

/** A page of bookings. */
export interface BookingList {
  items: Array<BookingSelection>;
  /** The cursor of the next page; null on the last one. */
  next: string | null;
}

/** Money for a booking. */
export interface Payment {
  readonly id: string;
  /** What is paid for. */
  bookingId: string;
  /** In minor units, such as cents. */
  amount: Money;
  /** Where the payment stands. */
  readonly status?: "pending" | "succeeded" | "failed";
  /** When it was made. */
  readonly createdAt?: string;
}

/** Money for a booking. Beside the identifier it has the fields that `fields` names; without it, all of them. */
export interface PaymentSelection {
  readonly id: string;
  /** What is paid for. */
  bookingId?: string;
  /** In minor units, such as cents. */
  amount?: Money;
  /** Where the payment stands. */
  readonly status?: "pending" | "succeeded" | "failed";
  /** When it was made. */
  readonly createdAt?: string;
}

/** What a new payment needs. */
export interface PaymentCreate {
  /** What is paid for. */
  bookingId: string;
  /** In minor units, such as cents. */
  amount: Money;
}

export interface Money {
  /** In minor units, such as cents. */
  amount: number;
  /** An ISO 4217 code, such as EUR. */
  currency: string;
}

/** Problem details (RFC 9457). */
export interface Problem {
  /** Names the kind of problem; leads to its documentation. */
  type: string;
  /** The same for every problem of this kind. */
  title: string;
  /** The status code of the answer. */
  status: number;
  /** What happened this time. */
  detail: string;
  /** Where it happened. */
  instance: string;
}

/** Problem details that name the fields at fault. */
export type ValidationProblem = Problem & {
  /** One entry per field at fault. */
  errors?: Array<{
    /** What is wrong, and what would be right. */
    detail: string;
    /** The field, as a JSON pointer (RFC 6901) in fragment form. */
    pointer?: string;
    /** The query parameter. */
    parameter?: string;
  }>;
};

/** What each operation takes and answers, by status. */
export interface Operations {
  /** GET /hotels: List hotels */
  listHotels: {
    query?: {
      id?: Array<string>;
      name?: Array<string>;
      city?: Array<string>;
      stars?: {
        eq?: number;
        ne?: number;
        gt?: number;
        gte?: number;
        lt?: number;
        lte?: number;
      };
      q?: string;
      sort?: Array<"id" | "-id" | "name" | "-name" | "city" | "-city" | "stars" | "-stars">;
      fields?: Array<"id" | "name" | "city" | "stars">;
      include?: Array<"rooms">;
      limit?: number;
      cursor?: string;
    };
    headers?: {
      "If-None-Match"?: string;
    };
    answers: {
      200: HotelList;
      304: undefined;
      400: ValidationProblem;
      406: Problem;
    };
  };
  /** GET /hotels/{id}: Read a hotel */
  readHotel: {
    path: {
      id: string;
    };
    query?: {
      fields?: Array<"id" | "name" | "city" | "stars">;
      include?: Array<"rooms">;
    };
    headers?: {
      "If-None-Match"?: string;
    };
    answers: {
      200: HotelSelection;
      304: undefined;
      400: ValidationProblem;
      404: Problem;
      406: Problem;
    };
  };
  /** GET /hotels/{hotelId}/rooms: List the rooms of a hotel */
  listRoomsOfHotel: {
    path: {
      hotelId: string;
    };
    query?: {
      id?: Array<string>;
      hotelId?: Array<string>;
      number?: Array<string>;
      type?: Array<"single" | "double" | "suite">;
      "nightlyRate.amount"?: {
        eq?: number;
        ne?: number;
        gt?: number;
        gte?: number;
        lt?: number;
        lte?: number;
      };
      "nightlyRate.currency"?: Array<string>;
      q?: string;
      sort?: Array<"id" | "-id" | "hotelId" | "-hotelId" | "number" | "-number" | "type" | "-type" | "nightlyRate.amount" | "-nightlyRate.amount" | "nightlyRate.currency" | "-nightlyRate.currency">;
      fields?: Array<"id" | "hotelId" | "number" | "type" | "nightlyRate">;
      include?: Array<"hotel">;
      limit?: number;
      cursor?: string;
    };
    headers?: {
      "If-None-Match"?: string;
    };
    answers: {
      200: RoomList;
      304: undefined;
      400: ValidationProblem;
      404: Problem;
      406: Problem;
    };
  };
  /** GET /rooms/{id}: Read a room */
  readRoom: {
    path: {
      id: string;
    };
    query?: {
      fields?: Array<"id" | "hotelId" | "number" | "type" | "nightlyRate">;
      include?: Array<"hotel">;
    };
    headers?: {
      "If-None-Match"?: string;
    };
    answers: {
      200: RoomSelection;
      304: undefined;
      400: ValidationProblem;
      404: Problem;
      406: Problem;
    };
  };
  /** PATCH /rooms/{id}: Change a room */
  updateRoom: {
    path: {
      id: string;
    };
    headers: {
      "If-Match": string;
    };
    body: RoomPatch;
    answers: {
      200: Room;
      400: Problem;
      401: Problem;
      403: Problem;
      404: Problem;
      406: Problem;
      409: Problem;
      412: Problem;
      413: Problem;
      415: Problem;
      422: ValidationProblem;
      428: Problem;
    };
  };
  /** POST /guests: Create a guest */
  createGuest: {
    headers?: {
      "Idempotency-Key"?: string;
    };
    body: GuestCreate;
    answers: {
      201: Guest;
      400: Problem;
      401: Problem;
      406: Problem;
      409: Problem;
      413: Problem;
      415: Problem;
      422: ValidationProblem;
    };
  };
  /** GET /guests/{id}: Read a guest */
  readGuest: {
    path: {
      id: string;
    };
    query?: {
      fields?: Array<"id" | "name" | "email" | "phone">;
      include?: Array<"bookings">;
    };
    headers?: {
      "If-None-Match"?: string;
    };
    answers: {
      200: GuestSelection;
      304: undefined;
      400: ValidationProblem;
      401: Problem;
      404: Problem;
      406: Problem;
    };
  };
  /** PUT /guests/{id}: Replace a guest */
  replaceGuest: {
    path: {
      id: string;
    };
    headers: {
      "If-Match": string;
    };
    body: GuestReplace;
    answers: {
      200: Guest;
      400: Problem;
      401: Problem;
      404: Problem;
      406: Problem;
      409: Problem;
      412: Problem;
      413: Problem;
      415: Problem;
      422: ValidationProblem;
      428: Problem;
    };
  };
  /** GET /bookings: List bookings */
  listBookings: {
    query?: {
      id?: Array<string>;
      roomId?: Array<string>;
      guestId?: Array<string>;
      checkIn?: {
        eq?: string;
        ne?: string;
        gt?: string;
        gte?: string;
        lt?: string;
        lte?: string;
      };
      checkOut?: {
        eq?: string;
        ne?: string;
        gt?: string;
        gte?: string;
        lt?: string;
        lte?: string;
      };
      status?: Array<"held" | "confirmed" | "checked-in" | "checked-out" | "cancelled">;
      createdAt?: {
        eq?: string;
        ne?: string;
        gt?: string;
        gte?: string;
        lt?: string;
        lte?: string;
      };
      q?: string;
      sort?: Array<"id" | "-id" | "roomId" | "-roomId" | "guestId" | "-guestId" | "checkIn" | "-checkIn" | "checkOut" | "-checkOut" | "status" | "-status" | "createdAt" | "-createdAt">;
      fields?: Array<"id" | "roomId" | "guestId" | "checkIn" | "checkOut" | "status" | "createdAt">;
      include?: Array<"room" | "guest">;
      limit?: number;
      cursor?: string;
    };
    headers?: {
      "If-None-Match"?: string;
    };
    answers: {
      200: BookingList;
      304: undefined;
      400: ValidationProblem;
      401: Problem;
      406: Problem;
    };
  };
  /** POST /bookings: Create a booking */
  createBooking: {
    headers?: {
      "Idempotency-Key"?: string;
    };
    body: BookingCreate;
    answers: {
      201: Booking;
      400: Problem;
      401: Problem;
      406: Problem;
      409: Problem;
      413: Problem;
      415: Problem;
      422: ValidationProblem;
    };
  };
  /** GET /bookings/{id}: Read a booking */
  readBooking: {
    path: {
      id: string;
    };
    query?: {
      fields?: Array<"id" | "roomId" | "guestId" | "checkIn" | "checkOut" | "status" | "createdAt">;
      include?: Array<"room" | "guest">;
    };
    headers?: {
      "If-None-Match"?: string;
    };
    answers: {
      200: BookingSelection;
      304: undefined;
      400: ValidationProblem;
      401: Problem;
      404: Problem;
      406: Problem;
    };
  };
  /** DELETE /bookings/{id}: Remove a booking */
  deleteBooking: {
    path: {
      id: string;
    };
    headers: {
      "If-Match": string;
    };
    answers: {
      204: undefined;
      400: Problem;
      401: Problem;
      403: Problem;
      404: Problem;
      406: Problem;
      409: Problem;
      412: Problem;
      428: Problem;
    };
  };
  /** PATCH /bookings/{id}: Change a booking */
  updateBooking: {
    path: {
      id: string;
    };
    headers: {
      "If-Match": string;
    };
    body: BookingPatch;
    answers: {
      200: Booking;
      400: Problem;
      401: Problem;
      404: Problem;
      406: Problem;
      409: Problem;
      412: Problem;
      413: Problem;
      415: Problem;
      422: ValidationProblem;
      428: Problem;
    };
  };
  /** POST /bookings/{id}/cancellation: Cancel a booking */
  cancelBooking: {
    path: {
      id: string;
    };
    headers?: {
      "If-Match"?: string;
      "Idempotency-Key"?: string;
    };
    answers: {
      200: Booking;
      400: Problem;
      401: Problem;
      404: Problem;
      406: Problem;
      409: Problem;
      412: Problem;
      422: Problem;
    };
  };
  /** POST /bookings/{id}/confirmation: Confirm a booking */
  confirmBooking: {
    path: {
      id: string;
    };
    headers?: {
      "If-Match"?: string;
      "Idempotency-Key"?: string;
    };
    answers: {
      200: Booking;
      400: Problem;
      401: Problem;
      403: Problem;
      404: Problem;
      406: Problem;
      409: Problem;
      412: Problem;
      422: Problem;
    };
  };
  /** POST /bookings/{id}/check-in: Check in a booking */
  checkInBooking: {
    path: {
      id: string;
    };
    headers?: {
      "If-Match"?: string;
      "Idempotency-Key"?: string;
    };
    answers: {
      200: Booking;
      400: Problem;
      401: Problem;
      403: Problem;
      404: Problem;
      406: Problem;
      409: Problem;
      412: Problem;
      422: Problem;
    };
  };
  /** POST /bookings/{id}/check-out: Check out a booking */
  checkOutBooking: {
    path: {
      id: string;
    };
    headers?: {
      "If-Match"?: string;
      "Idempotency-Key"?: string;
    };
    answers: {
      200: Booking;
      400: Problem;
      401: Problem;
      403: Problem;
      404: Problem;
      406: Problem;
      409: Problem;
      412: Problem;
      422: Problem;
    };
  };
  /** POST /payments: Create a payment */
  createPayment: {
    headers?: {
      "Idempotency-Key"?: string;
    };
    body: PaymentCreate;
    answers: {
      201: Payment;
      400: Problem;
      401: Problem;
      406: Problem;
      409: Problem;
      413: Problem;
      415: Problem;
      422: ValidationProblem;
    };
  };
  /** GET /payments/{id}: Read a payment */
  readPayment: {
    path: {
      id: string;
    };
    query?: {
      fields?: Array<"id" | "bookingId" | "amount" | "status" | "createdAt">;
      include?: Array<"booking">;
    };
    headers?: {
      "If-None-Match"?: string;
    };
    answers: {
      200: PaymentSelection;
      304: undefined;
      400: ValidationProblem;
      401: Problem;
      404: Problem;
      406: Problem;
    };
  };
  /** GET /health: Tell whether the server is well */
  showHealth: {
    answers: {
      200: {
        status: string;
        checks: {
          "store:records": Array<{
            componentType: string;
            observedValue: number;
            observedUnit: string;
            status: string;
          }>;
        };
      };
      503: {
        status: string;
        checks: {
          "store:records": Array<{
            componentType: string;
            observedValue: number;
            observedUnit: string;
            status: string;
          }>;
        };
      };
    };
  };
}

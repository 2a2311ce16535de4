#!/bin/sh
# Hotel booking: a call for each endpoint. Elsewhere: ORIGIN=http://127.0.0.1:8700 sh httpie.sh
ORIGIN=${ORIGIN:-https://api.stay.example}

# List hotels: 200 OK
http --ignore-stdin GET "$ORIGIN"'/v1/hotels' \
  'accept:application/json'

# Read a hotel: 200 OK
http --ignore-stdin GET "$ORIGIN"'/v1/hotels/ht_12' \
  'accept:application/json'

# List the rooms of a hotel: 200 OK
http --ignore-stdin GET "$ORIGIN"'/v1/hotels/ht_12/rooms' \
  'accept:application/json'

# Read a room: 200 OK
http --ignore-stdin GET "$ORIGIN"'/v1/rooms/rm_204' \
  'accept:application/json'

# Change a room: 200 OK
http --ignore-stdin PATCH "$ORIGIN"'/v1/rooms/rm_204' \
  'accept:application/json' \
  'content-type:application/merge-patch+json' \
  'if-match:"v1"' \
  'authorization:Bearer desk-token-1' \
  --raw '{
  "type": "suite"
}'

# Create a guest: 201 Created
http --ignore-stdin POST "$ORIGIN"'/v1/guests' \
  'accept:application/json' \
  'content-type:application/json' \
  'authorization:Bearer guest-token-1' \
  --raw '{
  "name": "Zoe Costa",
  "email": "khalid.khan@example.com",
  "phone": "+351 210 963 102"
}'

# Read a guest: 200 OK
http --ignore-stdin GET "$ORIGIN"'/v1/guests/gs_81' \
  'accept:application/json' \
  'authorization:Bearer guest-token-1'

# Replace a guest: 200 OK
http --ignore-stdin PUT "$ORIGIN"'/v1/guests/gs_81' \
  'accept:application/json' \
  'content-type:application/json' \
  'if-match:"v1"' \
  'authorization:Bearer guest-token-1' \
  --raw '{
  "name": "Rosa Berg",
  "email": "ada@example.com",
  "phone": "+351 210 968 985"
}'

# List bookings: 200 OK
http --ignore-stdin GET "$ORIGIN"'/v1/bookings' \
  'accept:application/json' \
  'authorization:Bearer guest-token-1'

# Create a booking: 201 Created
http --ignore-stdin POST "$ORIGIN"'/v1/bookings' \
  'accept:application/json' \
  'content-type:application/json' \
  'authorization:Bearer guest-token-1' \
  --raw '{
  "roomId": "rm_8dgy",
  "guestId": "gs_kspr",
  "checkIn": "2026-03-20",
  "checkOut": "2026-03-21"
}'

# Read a booking: 200 OK
http --ignore-stdin GET "$ORIGIN"'/v1/bookings/bk_7q2m' \
  'accept:application/json' \
  'authorization:Bearer guest-token-1'

# Change a booking: 200 OK
http --ignore-stdin PATCH "$ORIGIN"'/v1/bookings/bk_7q2m' \
  'accept:application/json' \
  'content-type:application/merge-patch+json' \
  'if-match:"v1"' \
  'authorization:Bearer guest-token-1' \
  --raw '{}'

# Remove a booking: 204 No Content
http --ignore-stdin DELETE "$ORIGIN"'/v1/bookings/bk_3dzx' \
  'accept:application/json' \
  'if-match:"v1"' \
  'authorization:Bearer desk-token-1'

# Cancel a booking: 200 OK
http --ignore-stdin POST "$ORIGIN"'/v1/bookings/bk_h567/cancellation' \
  'accept:application/json' \
  'authorization:Bearer guest-token-1'

# Confirm a booking: 200 OK
http --ignore-stdin POST "$ORIGIN"'/v1/bookings/bk_gd6h/confirmation' \
  'accept:application/json' \
  'authorization:Bearer desk-token-1'

# Check in a booking: 200 OK
http --ignore-stdin POST "$ORIGIN"'/v1/bookings/bk_gd6h/check-in' \
  'accept:application/json' \
  'authorization:Bearer desk-token-1'

# Check out a booking: 200 OK
http --ignore-stdin POST "$ORIGIN"'/v1/bookings/bk_gd6h/check-out' \
  'accept:application/json' \
  'authorization:Bearer desk-token-1'

# Create a payment: 201 Created
http --ignore-stdin POST "$ORIGIN"'/v1/payments' \
  'accept:application/json' \
  'content-type:application/json' \
  'authorization:Bearer guest-token-1' \
  --raw '{
  "bookingId": "bk_3946",
  "amount": {
    "amount": 21950,
    "currency": "EUR"
  }
}'

# Read a payment: 200 OK
http --ignore-stdin GET "$ORIGIN"'/v1/payments/py_mcmn' \
  'accept:application/json' \
  'authorization:Bearer guest-token-1'

# Tell whether the server is well: 200 OK
http --ignore-stdin GET "$ORIGIN"'/v1/health' \
  'accept:application/json'

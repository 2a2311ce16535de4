#!/bin/sh
# Hotel booking: a call for each endpoint. Elsewhere: ORIGIN=http://127.0.0.1:8700 sh curl.sh
ORIGIN=${ORIGIN:-https://api.stay.example}

# List hotels: 200 OK
curl --silent --show-error --include --write-out '\n' "$ORIGIN"'/v1/hotels' \
  --header 'accept: application/json'

# Read a hotel: 200 OK
curl --silent --show-error --include --write-out '\n' "$ORIGIN"'/v1/hotels/ht_12' \
  --header 'accept: application/json'

# List the rooms of a hotel: 200 OK
curl --silent --show-error --include --write-out '\n' "$ORIGIN"'/v1/hotels/ht_12/rooms' \
  --header 'accept: application/json'

# Read a room: 200 OK
curl --silent --show-error --include --write-out '\n' "$ORIGIN"'/v1/rooms/rm_204' \
  --header 'accept: application/json'

# Change a room: 200 OK
curl --silent --show-error --include --write-out '\n' --request PATCH "$ORIGIN"'/v1/rooms/rm_204' \
  --header 'accept: application/json' \
  --header 'content-type: application/merge-patch+json' \
  --header 'if-match: "v1"' \
  --header 'authorization: Bearer desk-token-1' \
  --data-raw '{
  "type": "suite"
}'

# Create a guest: 201 Created
curl --silent --show-error --include --write-out '\n' --request POST "$ORIGIN"'/v1/guests' \
  --header 'accept: application/json' \
  --header 'content-type: application/json' \
  --header 'authorization: Bearer guest-token-1' \
  --data-raw '{
  "name": "Zoe Costa",
  "email": "khalid.khan@example.com",
  "phone": "+351 210 963 102"
}'

# Read a guest: 200 OK
curl --silent --show-error --include --write-out '\n' "$ORIGIN"'/v1/guests/gs_81' \
  --header 'accept: application/json' \
  --header 'authorization: Bearer guest-token-1'

# Replace a guest: 200 OK
curl --silent --show-error --include --write-out '\n' --request PUT "$ORIGIN"'/v1/guests/gs_81' \
  --header 'accept: application/json' \
  --header 'content-type: application/json' \
  --header 'if-match: "v1"' \
  --header 'authorization: Bearer guest-token-1' \
  --data-raw '{
  "name": "Rosa Berg",
  "email": "ada@example.com",
  "phone": "+351 210 968 985"
}'

# List bookings: 200 OK
curl --silent --show-error --include --write-out '\n' "$ORIGIN"'/v1/bookings' \
  --header 'accept: application/json' \
  --header 'authorization: Bearer guest-token-1'

# Create a booking: 201 Created
curl --silent --show-error --include --write-out '\n' --request POST "$ORIGIN"'/v1/bookings' \
  --header 'accept: application/json' \
  --header 'content-type: application/json' \
  --header 'authorization: Bearer guest-token-1' \
  --data-raw '{
  "roomId": "rm_8dgy",
  "guestId": "gs_kspr",
  "checkIn": "2026-03-20",
  "checkOut": "2026-03-21"
}'

# Read a booking: 200 OK
curl --silent --show-error --include --write-out '\n' "$ORIGIN"'/v1/bookings/bk_7q2m' \
  --header 'accept: application/json' \
  --header 'authorization: Bearer guest-token-1'

# Change a booking: 200 OK
curl --silent --show-error --include --write-out '\n' --request PATCH "$ORIGIN"'/v1/bookings/bk_7q2m' \
  --header 'accept: application/json' \
  --header 'content-type: application/merge-patch+json' \
  --header 'if-match: "v1"' \
  --header 'authorization: Bearer guest-token-1' \
  --data-raw '{}'

# Remove a booking: 204 No Content
curl --silent --show-error --include --write-out '\n' --request DELETE "$ORIGIN"'/v1/bookings/bk_3dzx' \
  --header 'accept: application/json' \
  --header 'if-match: "v1"' \
  --header 'authorization: Bearer desk-token-1'

# Cancel a booking: 200 OK
curl --silent --show-error --include --write-out '\n' --request POST "$ORIGIN"'/v1/bookings/bk_h567/cancellation' \
  --header 'accept: application/json' \
  --header 'authorization: Bearer guest-token-1'

# Confirm a booking: 200 OK
curl --silent --show-error --include --write-out '\n' --request POST "$ORIGIN"'/v1/bookings/bk_gd6h/confirmation' \
  --header 'accept: application/json' \
  --header 'authorization: Bearer desk-token-1'

# Check in a booking: 200 OK
curl --silent --show-error --include --write-out '\n' --request POST "$ORIGIN"'/v1/bookings/bk_gd6h/check-in' \
  --header 'accept: application/json' \
  --header 'authorization: Bearer desk-token-1'

# Check out a booking: 200 OK
curl --silent --show-error --include --write-out '\n' --request POST "$ORIGIN"'/v1/bookings/bk_gd6h/check-out' \
  --header 'accept: application/json' \
  --header 'authorization: Bearer desk-token-1'

# Create a payment: 201 Created
curl --silent --show-error --include --write-out '\n' --request POST "$ORIGIN"'/v1/payments' \
  --header 'accept: application/json' \
  --header 'content-type: application/json' \
  --header 'authorization: Bearer guest-token-1' \
  --data-raw '{
  "bookingId": "bk_3946",
  "amount": {
    "amount": 21950,
    "currency": "EUR"
  }
}'

# Read a payment: 200 OK
curl --silent --show-error --include --write-out '\n' "$ORIGIN"'/v1/payments/py_mcmn' \
  --header 'accept: application/json' \
  --header 'authorization: Bearer guest-token-1'

# Tell whether the server is well: 200 OK
curl --silent --show-error --include --write-out '\n' "$ORIGIN"'/v1/health' \
  --header 'accept: application/json'

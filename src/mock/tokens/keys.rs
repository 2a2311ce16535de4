//! The keys that tokens are signed with. They are demonstration keys, made once and published here: they protect nothing, and
//! whoever signs real tokens makes real ones.

use rsa::{BigUint, RsaPrivateKey};

use crate::mock::jose::base64url;

/// The secret of HS256: any server that verifies with it can also sign.
pub const SECRET: &[u8] = b"roundtrip demonstration secret, known to everybody";

/// The modulus of the RSA pair (RFC 7518 section 6.3.1.1).
pub const MODULUS: &str = "nqusWucqwb5FgCSTV_9P4V1Q7Ul6bTH-WsrKt1253EfeX_GdDgEC8VVHx6spg93sy2vRylaPN-ATzGctzw_HdylVlQETazsTbM-\
    QAv8hhXbRs8hRzIb-UCGXEljjgiLjYK3Jp60rOHWr8-8VoPrBXQCU56yUUGxmpSQqHkZ8kFg66Y8L571-\
    iWFGyLBWe4hr2pf84_zDohaQlvswRhobeiHh4b0--0oICHSg9HgENk78MzOKcm4u4ykHDGr1Zs3zOZW5mtGUsuGIOLJRyDUcHvQA\
    ZPu76HrmfHMVI84Gao69nnsdDycyLDIuoiQuXcEJdG2VBMGw0fNtnoIz1ZDhLQ";

/// Its public exponent.
pub const EXPONENT: &str = "AQAB";

/// Its private exponent.
const PRIVATE_EXPONENT: &str = "HrS81FOvpdJHW2rYm9s0D3oyVtVVLKwT2-iqTc2E0iETYxBcMzFVazQ0gaq5TERmlqBNN2HEcgz6b-\
    BY0F0unfwhDIaqhiIm2nQZm8bZax1pLChcUh8euI2jkYCjuJO9WoCPSZR8zH6TMhAG6MIWKQQbjPEMO7saqyNCRl0gLoOikp6iFu\
    2wpvKJEumfPqk8VUB6xu7M5wXQg71KzhSeBwYttxy2SELNDK5Siux0QzLRQ31viiIP-\
    D0DGv_D9tQ5L0t3oKh7qfbx9MVsUx4MVSM1RJXQjUrJLw6nvTp3iO7m01jpmoX0hDkAYENLyjcGmkc7b6j9rENxPWzg0nq3eQ";

/// Its first prime.
const FIRST_PRIME: &str = "yzSinhb_-YhJ-tif6_oKDlW_fZVA9lIVLzLulZOmaZLuW7A6EHyuLY_s7J5CoXF6NrEG7kSroESdPiAoUg6RZml0HsVNnVv5jfwv\
    9AwDD0E40cVN13NdnksBeklZ_UZGM7kbmmc91I-doYwfegCLOBYpHp5jT77mHhNtNl5cz6k";

/// Its second prime.
const SECOND_PRIME: &str = "x-\
    T6yUrHELyKD_6kzVh2kaq3YiWuVkKxsdtYi0Su2DdchmT5rJR_ZYKCUhY7idgACJeCvlSIemC9gN9ntqJtaEXfKvTrw_rlamT46P\
    1rp2crWLF4eGaIuL4Dv2aDGTIfEtsHUD7T7Gf2gvAROmv_15Gmw3-OS-U0aKajFOxhh-U";

/// The public key as servers keep it in files. A verifier that takes the algorithm from the token uses this text as an HMAC secret.
pub const PUBLIC_PEM: &str = "\
-----BEGIN PUBLIC KEY-----\n\
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAnqusWucqwb5FgCSTV/9P\n\
4V1Q7Ul6bTH+WsrKt1253EfeX/GdDgEC8VVHx6spg93sy2vRylaPN+ATzGctzw/H\n\
dylVlQETazsTbM+QAv8hhXbRs8hRzIb+UCGXEljjgiLjYK3Jp60rOHWr8+8VoPrB\n\
XQCU56yUUGxmpSQqHkZ8kFg66Y8L571+iWFGyLBWe4hr2pf84/zDohaQlvswRhob\n\
eiHh4b0++0oICHSg9HgENk78MzOKcm4u4ykHDGr1Zs3zOZW5mtGUsuGIOLJRyDUc\n\
HvQAZPu76HrmfHMVI84Gao69nnsdDycyLDIuoiQuXcEJdG2VBMGw0fNtnoIz1ZDh\n\
LQIDAQAB\n\
-----END PUBLIC KEY-----\n\
";

/// The pair, to sign with; `None` would be a fault in the numbers above.
pub fn private() -> Option<RsaPrivateKey> {
    let number = |text: &str| base64url::decode(text).map(|octets| BigUint::from_bytes_be(&octets));
    let primes = vec![number(FIRST_PRIME)?, number(SECOND_PRIME)?];
    RsaPrivateKey::from_components(number(MODULUS)?, number(EXPONENT)?, number(PRIVATE_EXPONENT)?, primes).ok()
}

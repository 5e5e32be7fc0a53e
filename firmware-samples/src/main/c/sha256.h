/* SHA-256 (FIPS 180-4) of octets in memory. */
#ifndef SHA256_H
#define SHA256_H

#include <stddef.h>
#include <stdint.h>

#define SHA256_OCTETS 32

void sha256(const uint8_t *message, size_t length, uint8_t digest[SHA256_OCTETS]);

#endif

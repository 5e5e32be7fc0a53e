/* AES-128 (FIPS 197), one block at a time, and AES-CMAC (RFC 4493), as LoRaWAN uses them. */
#ifndef AES_H
#define AES_H

#include <stddef.h>
#include <stdint.h>

#define AES_OCTETS 16

struct aes_key {
  uint32_t round[44];
};

void aes_expand(struct aes_key *key, const uint8_t octets[AES_OCTETS]);
void aes_encrypt(const struct aes_key *key, const uint8_t in[AES_OCTETS], uint8_t out[AES_OCTETS]);
void aes_cmac(
    const struct aes_key *key, const uint8_t *message, size_t length, uint8_t mac[AES_OCTETS]);

#endif

#include "aes.h"

#include <string.h>

/* The S-box, as a list to which a macro is applied: it makes the box and the round tables. */
#define S_BOX(F) \
  F(0x63), F(0x7c), F(0x77), F(0x7b), F(0xf2), F(0x6b), F(0x6f), F(0xc5), \
  F(0x30), F(0x01), F(0x67), F(0x2b), F(0xfe), F(0xd7), F(0xab), F(0x76), \
  F(0xca), F(0x82), F(0xc9), F(0x7d), F(0xfa), F(0x59), F(0x47), F(0xf0), \
  F(0xad), F(0xd4), F(0xa2), F(0xaf), F(0x9c), F(0xa4), F(0x72), F(0xc0), \
  F(0xb7), F(0xfd), F(0x93), F(0x26), F(0x36), F(0x3f), F(0xf7), F(0xcc), \
  F(0x34), F(0xa5), F(0xe5), F(0xf1), F(0x71), F(0xd8), F(0x31), F(0x15), \
  F(0x04), F(0xc7), F(0x23), F(0xc3), F(0x18), F(0x96), F(0x05), F(0x9a), \
  F(0x07), F(0x12), F(0x80), F(0xe2), F(0xeb), F(0x27), F(0xb2), F(0x75), \
  F(0x09), F(0x83), F(0x2c), F(0x1a), F(0x1b), F(0x6e), F(0x5a), F(0xa0), \
  F(0x52), F(0x3b), F(0xd6), F(0xb3), F(0x29), F(0xe3), F(0x2f), F(0x84), \
  F(0x53), F(0xd1), F(0x00), F(0xed), F(0x20), F(0xfc), F(0xb1), F(0x5b), \
  F(0x6a), F(0xcb), F(0xbe), F(0x39), F(0x4a), F(0x4c), F(0x58), F(0xcf), \
  F(0xd0), F(0xef), F(0xaa), F(0xfb), F(0x43), F(0x4d), F(0x33), F(0x85), \
  F(0x45), F(0xf9), F(0x02), F(0x7f), F(0x50), F(0x3c), F(0x9f), F(0xa8), \
  F(0x51), F(0xa3), F(0x40), F(0x8f), F(0x92), F(0x9d), F(0x38), F(0xf5), \
  F(0xbc), F(0xb6), F(0xda), F(0x21), F(0x10), F(0xff), F(0xf3), F(0xd2), \
  F(0xcd), F(0x0c), F(0x13), F(0xec), F(0x5f), F(0x97), F(0x44), F(0x17), \
  F(0xc4), F(0xa7), F(0x7e), F(0x3d), F(0x64), F(0x5d), F(0x19), F(0x73), \
  F(0x60), F(0x81), F(0x4f), F(0xdc), F(0x22), F(0x2a), F(0x90), F(0x88), \
  F(0x46), F(0xee), F(0xb8), F(0x14), F(0xde), F(0x5e), F(0x0b), F(0xdb), \
  F(0xe0), F(0x32), F(0x3a), F(0x0a), F(0x49), F(0x06), F(0x24), F(0x5c), \
  F(0xc2), F(0xd3), F(0xac), F(0x62), F(0x91), F(0x95), F(0xe4), F(0x79), \
  F(0xe7), F(0xc8), F(0x37), F(0x6d), F(0x8d), F(0xd5), F(0x4e), F(0xa9), \
  F(0x6c), F(0x56), F(0xf4), F(0xea), F(0x65), F(0x7a), F(0xae), F(0x08), \
  F(0xba), F(0x78), F(0x25), F(0x2e), F(0x1c), F(0xa6), F(0xb4), F(0xc6), \
  F(0xe8), F(0xdd), F(0x74), F(0x1f), F(0x4b), F(0xbd), F(0x8b), F(0x8a), \
  F(0x70), F(0x3e), F(0xb5), F(0x66), F(0x48), F(0x03), F(0xf6), F(0x0e), \
  F(0x61), F(0x35), F(0x57), F(0xb9), F(0x86), F(0xc1), F(0x1d), F(0x9e), \
  F(0xe1), F(0xf8), F(0x98), F(0x11), F(0x69), F(0xd9), F(0x8e), F(0x94), \
  F(0x9b), F(0x1e), F(0x87), F(0xe9), F(0xce), F(0x55), F(0x28), F(0xdf), \
  F(0x8c), F(0xa1), F(0x89), F(0x0d), F(0xbf), F(0xe6), F(0x42), F(0x68), \
  F(0x41), F(0x99), F(0x2d), F(0x0f), F(0xb0), F(0x54), F(0xbb), F(0x16)

#define TWICE(s) ((((s) << 1) ^ (((s) & 0x80) ? 0x11b : 0)) & 0xff)
#define THRICE(s) (TWICE(s) ^ (s))
#define WORD(a, b, c, d)                                                                           \
  ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

/* SubBytes and MixColumns in one look-up a column and row. */
#define PLAIN(s) s
#define ROW0(s) WORD(TWICE(s), s, s, THRICE(s))
#define ROW1(s) WORD(THRICE(s), TWICE(s), s, s)
#define ROW2(s) WORD(s, THRICE(s), TWICE(s), s)
#define ROW3(s) WORD(s, s, THRICE(s), TWICE(s))

static const uint8_t s_box[256] = {S_BOX(PLAIN)};
static const uint32_t table0[256] = {S_BOX(ROW0)};
static const uint32_t table1[256] = {S_BOX(ROW1)};
static const uint32_t table2[256] = {S_BOX(ROW2)};
static const uint32_t table3[256] = {S_BOX(ROW3)};

static uint32_t load(const uint8_t *octets) {
  return WORD(octets[0], octets[1], octets[2], octets[3]);
}

static uint32_t substitute(uint32_t word) {
  return WORD(
      s_box[word >> 24], s_box[word >> 16 & 0xff], s_box[word >> 8 & 0xff], s_box[word & 0xff]);
}

void aes_expand(struct aes_key *key, const uint8_t octets[AES_OCTETS]) {
  uint32_t constant = 1;
  for (int i = 0; i < 4; i++) {
    key->round[i] = load(octets + 4 * i);
  }
  for (int i = 4; i < 44; i++) {
    uint32_t word = key->round[i - 1];
    if (i % 4 == 0) {
      word = substitute(word << 8 | word >> 24) ^ constant << 24;
      constant = TWICE(constant);
    }
    key->round[i] = key->round[i - 4] ^ word;
  }
}

void aes_encrypt(const struct aes_key *key, const uint8_t in[AES_OCTETS], uint8_t out[AES_OCTETS]) {
  uint32_t state[4];
  uint32_t next[4];
  for (int i = 0; i < 4; i++) {
    state[i] = load(in + 4 * i) ^ key->round[i];
  }
  for (int round = 1; round < 10; round++) {
    for (int i = 0; i < 4; i++) {
      next[i] = table0[state[i] >> 24] ^ table1[state[(i + 1) % 4] >> 16 & 0xff] ^
                table2[state[(i + 2) % 4] >> 8 & 0xff] ^ table3[state[(i + 3) % 4] & 0xff] ^
                key->round[4 * round + i];
    }
    memcpy(state, next, sizeof state);
  }
  for (int i = 0; i < 4; i++) {
    uint32_t shifted = (state[i] & 0xff000000) | (state[(i + 1) % 4] & 0xff0000) |
                       (state[(i + 2) % 4] & 0xff00) | (state[(i + 3) % 4] & 0xff);
    uint32_t word = substitute(shifted) ^ key->round[40 + i];
    for (int j = 0; j < 4; j++) {
      out[4 * i + j] = (uint8_t)(word >> (24 - 8 * j));
    }
  }
}

static void twice_in_field(uint8_t block[AES_OCTETS]) {
  uint8_t carry = block[0] >> 7;
  for (int i = 0; i < AES_OCTETS - 1; i++) {
    block[i] = (uint8_t)(block[i] << 1 | block[i + 1] >> 7);
  }
  block[AES_OCTETS - 1] = (uint8_t)(block[AES_OCTETS - 1] << 1 ^ (carry ? 0x87 : 0));
}

static void mix_in(uint8_t block[AES_OCTETS], const uint8_t *octets, size_t length) {
  for (size_t i = 0; i < length; i++) {
    block[i] ^= octets[i];
  }
}

void aes_cmac(
    const struct aes_key *key, const uint8_t *message, size_t length, uint8_t mac[AES_OCTETS]) {
  uint8_t subkey[AES_OCTETS] = {0};
  aes_encrypt(key, subkey, subkey);
  twice_in_field(subkey);
  memset(mac, 0, AES_OCTETS);
  while (length > AES_OCTETS) {
    mix_in(mac, message, AES_OCTETS);
    aes_encrypt(key, mac, mac);
    message += AES_OCTETS;
    length -= AES_OCTETS;
  }
  mix_in(mac, message, length);
  if (length < AES_OCTETS) {
    mac[length] ^= 0x80;
    twice_in_field(subkey);
  }
  mix_in(mac, subkey, AES_OCTETS);
  aes_encrypt(key, mac, mac);
}

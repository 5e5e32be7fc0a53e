#include "selftest.h"

#include <stdio.h>
#include <string.h>

#include "aes.h"
#include "board.h"
#include "crc32.h"
#include "sensors.h"
#include "sha256.h"

static bool report(const char *what, bool good) {
  printf("self-test: %s %s\n", what, good ? "ok" : "FAILED");
  return good;
}

/* The build puts the CRC of all octets of the program behind the last of them. */
static bool own_code(void) {
  size_t length = (size_t)(image_end - image_start);
  uint32_t expected;
  memcpy(&expected, image_end, sizeof expected);
  uint32_t found = crc32(image_start, length);
  printf("self-test: own code, %u octets, CRC-32 %08lx %s\n", (unsigned)length,
         (unsigned long)found, found == expected ? "ok" : "FAILED");
  return found == expected;
}

/* FIPS 180-4, "abc". */
static bool sha256_answer(void) {
  static const uint8_t expected[SHA256_OCTETS] = {
      0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22,
      0x23, 0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00,
      0x15, 0xad};
  uint8_t digest[SHA256_OCTETS];
  sha256((const uint8_t *)"abc", 3, digest);
  return memcmp(digest, expected, sizeof expected) == 0;
}

/* RFC 4493, example 3. */
static bool cmac_answer(void) {
  static const uint8_t octets[AES_OCTETS] = {0x2b, 0x7e, 0x15, 0x16, 0x28, 0xae, 0xd2, 0xa6,
                                             0xab, 0xf7, 0x15, 0x88, 0x09, 0xcf, 0x4f, 0x3c};
  static const uint8_t message[40] = {
      0x6b, 0xc1, 0xbe, 0xe2, 0x2e, 0x40, 0x9f, 0x96, 0xe9, 0x3d, 0x7e, 0x11, 0x73, 0x93,
      0x17, 0x2a, 0xae, 0x2d, 0x8a, 0x57, 0x1e, 0x03, 0xac, 0x9c, 0x9e, 0xb7, 0x6f, 0xac,
      0x45, 0xaf, 0x8e, 0x51, 0x30, 0xc8, 0x1c, 0x46, 0xa3, 0x5c, 0xe4, 0x11};
  static const uint8_t expected[AES_OCTETS] = {0xdf, 0xa6, 0x67, 0x47, 0xde, 0x9a, 0xe6, 0x30,
                                               0x30, 0xca, 0x32, 0x61, 0x14, 0x97, 0xc8, 0x27};
  struct aes_key key;
  uint8_t mac[AES_OCTETS];
  aes_expand(&key, octets);
  aes_cmac(&key, message, sizeof message, mac);
  return memcmp(mac, expected, sizeof expected) == 0;
}

/* Points that the data sheets and IEC 60751 name. */
static bool sensor_points(void) {
  return ntc_temperature(2048) == 2500 && pt100_temperature(10000) == 0 &&
         pt100_temperature(13851) == 10000 && pt100_temperature(1852) == -20000 &&
         dew_point(2000, 100) == 2000 && ntc_temperature(4095) == SENSOR_BROKEN;
}

bool selftest(void) {
  bool good = own_code();
  good &= report("SHA-256", sha256_answer());
  good &= report("AES-CMAC", cmac_answer());
  good &= report("sensor tables", sensor_points());
  return good;
}

/* CRC-32/ISO-HDLC: polynomial 0x04c11db7, reflected, start and final inversion. */
#ifndef CRC32_H
#define CRC32_H

#include <stddef.h>
#include <stdint.h>

uint32_t crc32(const uint8_t *octets, size_t length);

#endif

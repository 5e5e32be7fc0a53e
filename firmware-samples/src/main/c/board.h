/* The machine: ARM MPS2 with the AN385 image (Cortex-M3), as QEMU emulates it. */
#ifndef BOARD_H
#define BOARD_H

#include <stddef.h>
#include <stdint.h>

/* First octet of the program, and the octet behind its last one, where its CRC-32 lies. */
extern const uint8_t image_start[];
extern const uint8_t image_end[];

void uart_init(void);
void uart_write(const char *text, size_t length);

/* Ends the emulator with this exit status, by semihosting. */
_Noreturn void board_exit(int status);

#endif

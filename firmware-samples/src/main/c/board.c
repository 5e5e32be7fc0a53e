#include "board.h"

#include <string.h>

#define REG(address) (*(volatile uint32_t *)(address))

/* CMSDK APB UART 0. */
#define UART_DATA REG(0x40004000u)
#define UART_STATE REG(0x40004004u)
#define UART_CTRL REG(0x40004008u)
#define UART_BAUDDIV REG(0x40004010u)
#define UART_STATE_TX_FULL 1u
#define UART_CTRL_TX_ENABLE 1u
#define UART_BAUDDIV_LOWEST 16u

#define SEMIHOSTING_EXIT_EXTENDED 0x20
#define APPLICATION_EXIT 0x20026u

extern uint32_t stack_top[];
extern uint8_t data_load[], data_start[], data_end[], bss_start[], bss_end[];

int main(void);
void reset_handler(void);
void fault_handler(void);

void uart_init(void) {
  UART_BAUDDIV = UART_BAUDDIV_LOWEST;
  UART_CTRL = UART_CTRL_TX_ENABLE;
}

void uart_write(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++) {
    while (UART_STATE & UART_STATE_TX_FULL) {
    }
    UART_DATA = (uint8_t)text[i];
  }
}

_Noreturn void board_exit(int status) {
  const uint32_t block[2] = {APPLICATION_EXIT, (uint32_t)status};
  register uint32_t operation __asm__("r0") = SEMIHOSTING_EXIT_EXTENDED;
  register const void *argument __asm__("r1") = block;
  __asm__ volatile("bkpt 0xab" : "+r"(operation) : "r"(argument) : "memory");
  for (;;) {
  }
}

void reset_handler(void) {
  memcpy(data_start, data_load, (size_t)(data_end - data_start));
  memset(bss_start, 0, (size_t)(bss_end - bss_start));
  board_exit(main());
}

void fault_handler(void) {
  static const char text[] = "fault\n";
  uart_write(text, sizeof text - 1);
  board_exit(2);
}

/* Sixteen system exceptions; the program enables no interrupt. */
__attribute__((section(".vectors"), used)) static const void *const vectors[16] = {
    stack_top,     reset_handler, fault_handler, fault_handler, fault_handler, fault_handler,
    fault_handler, NULL,          NULL,          NULL,          NULL,          fault_handler,
    fault_handler, NULL,          fault_handler, fault_handler};

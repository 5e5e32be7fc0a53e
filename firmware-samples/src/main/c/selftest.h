#ifndef SELFTEST_H
#define SELFTEST_H

#include <stdbool.h>

/* Checks the program's own octets and its cryptography; says what it finds on the UART. */
bool selftest(void);

#endif

/* What newlib's stdio needs of the machine. */
#include "board.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

extern uint8_t heap_start[], heap_end[];

int _write(int file, const char *text, int length);
int _read(int file, char *into, int length);
int _close(int file);
int _lseek(int file, int offset, int whence);
int _fstat(int file, struct stat *status);
int _isatty(int file);
void *_sbrk(ptrdiff_t increment);
int _kill(int pid, int signal);
int _getpid(void);
void _exit(int status);

int _write(int file, const char *text, int length) {
  (void)file;
  uart_write(text, (size_t)length);
  return length;
}

int _read(int file, char *into, int length) {
  (void)file;
  (void)into;
  (void)length;
  return 0;
}

int _close(int file) {
  (void)file;
  return -1;
}

int _lseek(int file, int offset, int whence) {
  (void)file;
  (void)offset;
  (void)whence;
  return 0;
}

int _fstat(int file, struct stat *status) {
  (void)file;
  status->st_mode = S_IFCHR;
  return 0;
}

int _isatty(int file) {
  (void)file;
  return 1;
}

void *_sbrk(ptrdiff_t increment) {
  static uint8_t *top = heap_start;
  if (increment > heap_end - top) {
    errno = ENOMEM;
    return (void *)-1;
  }
  uint8_t *before = top;
  top += increment;
  return before;
}

int _kill(int pid, int signal) {
  (void)pid;
  (void)signal;
  errno = EINVAL;
  return -1;
}

int _getpid(void) {
  return 1;
}

void _exit(int status) {
  board_exit(status);
}

package dev.fuota.linux.libc;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/**
 * Functions of the C library, under their own names. The numbers are those of Linux on x86-64 and
 * on ARM.
 */
@SuppressWarnings("MemberName")
final class Libc {
  static final int O_RDWR = 2;
  static final int O_NOCTTY = 0x100;
  static final int O_NONBLOCK = 0x800;
  static final int O_CLOEXEC = 0x80000;
  static final int EINTR = 4;
  static final int EAGAIN = 11;

  static {
    PrivateLibraries.ofJna();
    Native.register(Libc.class, "c");
  }

  private Libc() {}

  static native int open(String path, int flags) throws LastErrorException;

  static native int close(int descriptor);

  static native NativeLong read(int descriptor, byte[] octets, NativeLong length)
      throws LastErrorException;

  static native NativeLong write(int descriptor, Pointer octets, NativeLong length)
      throws LastErrorException;

  static native int poll(Pointer descriptors, NativeLong count, int millis)
      throws LastErrorException;

  static native int eventfd(int value, int flags) throws LastErrorException;

  static native int posix_openpt(int flags) throws LastErrorException;

  static native int grantpt(int master) throws LastErrorException;

  static native int unlockpt(int master) throws LastErrorException;

  static native int ptsname_r(int master, byte[] name, NativeLong length) throws LastErrorException;

  static native int tcgetattr(int terminal, Pointer attributes) throws LastErrorException;

  static native int tcsetattr(int terminal, int when, Pointer attributes) throws LastErrorException;

  static native void cfmakeraw(Pointer attributes);

  static native int socket(int domain, int type, int protocol) throws LastErrorException;

  static native NativeLong sendto(
      int socket, byte[] octets, NativeLong length, int flags, byte[] address, int addressLength)
      throws LastErrorException;

  static native int sched_getscheduler(int thread) throws LastErrorException;

  static native int sched_getparam(int thread, int[] parameter) throws LastErrorException;

  static native int sched_setscheduler(int thread, int policy, int[] parameter)
      throws LastErrorException;

  static native int getpriority(int which, int who);

  static native int setpriority(int which, int who, int value) throws LastErrorException;

  static native int ioctl(int descriptor, NativeLong request, Pointer argument)
      throws LastErrorException;

  static native int clock_gettime(int clock, Pointer time) throws LastErrorException;

  static native int adjtimex(Pointer timex) throws LastErrorException;
}

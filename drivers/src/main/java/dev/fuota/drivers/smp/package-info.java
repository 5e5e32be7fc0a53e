/**
 * A microcontroller that is updated over a serial line: the Simple Management Protocol (SMP) as
 * MCUboot's serial recovery and applications with mcumgr speak it. Sans-IO, one thread.
 */
@NullMarked
package dev.fuota.drivers.smp;

import org.jspecify.annotations.NullMarked;

package dev.fuota.agent.clocksync;

import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Message;
import dev.fuota.protocol.clocksync.DeviceAppTimePeriodicityAns;
import dev.fuota.protocol.codec.Bytes;

/** A DeviceAppTimePeriodicityAns: its Time is the clock when it is sent (TS003-09). */
record PeriodicityAnswer(boolean notSupported) implements Message {
  @Override
  public Bytes payload(DeviceTime at, int room) {
    return new DeviceAppTimePeriodicityAns(notSupported, at.gps().seconds()).encode();
  }
}

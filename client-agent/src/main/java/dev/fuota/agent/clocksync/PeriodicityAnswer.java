package dev.fuota.agent.clocksync;

import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Message;
import dev.fuota.protocol.clocksync.DeviceAppTimePeriodicityAns;
import dev.fuota.protocol.codec.Bytes;

/** A DeviceAppTimePeriodicityAns that accepts: its Time is the clock when it is sent. */
record PeriodicityAnswer() implements Message {
  @Override
  public Bytes payload(DeviceTime at, int room) {
    return new DeviceAppTimePeriodicityAns(false, at.gps().seconds()).encode();
  }
}

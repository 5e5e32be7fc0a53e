package dev.fuota.agent.clocksync;

import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Message;
import dev.fuota.protocol.clocksync.AppTimeReq;
import dev.fuota.protocol.codec.Bytes;

/** An AppTimeReq: its DeviceTime is the clock when the transmission begins (TS003-01). */
record AppTimeQuestion(boolean ansRequired, int tokenReq) implements Message {
  @Override
  public Bytes payload(DeviceTime at, int room) {
    return new AppTimeReq(at.gps().seconds(), ansRequired, tokenReq).encode();
  }
}

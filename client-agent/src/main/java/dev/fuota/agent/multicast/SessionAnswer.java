package dev.fuota.agent.multicast;

import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Message;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.multicast.McClassCSessionAns;
import dev.fuota.protocol.time.GpsTime;

/**
 * The McClassCSessionAns that accepts. TimeToStart counts from the transmission of the answer; a
 * device that does not know the time says 0xFFFFFF, and 0 means that the session runs already.
 */
record SessionAnswer(int mcGroupId, GpsTime start) implements Message {
  private static final int UNKNOWN = 0xffffff;

  @Override
  public Bytes payload(DeviceTime at, int room) {
    long seconds = at.until(start).toSeconds();
    int timeToStart = at.synchronised() ? (int) Math.max(0, Math.min(seconds, UNKNOWN)) : UNKNOWN;
    return McClassCSessionAns.accepted(mcGroupId, timeToStart).encode();
  }
}

package dev.fuota.fleet.air;

import dev.fuota.fleet.air.link.Arrival;
import dev.fuota.fleet.air.link.Interference;
import dev.fuota.hal.radio.LoraChannel;
import java.util.ArrayList;
import java.util.List;

/** A frame on the air, and which others were there at the same time and near in frequency. */
abstract class Flight {
  private final LoraChannel channel;
  private final byte[] phyPayload;
  private final int eirpDbm;
  private final long startNanos;
  private long endNanos;
  private List<Flight> met = List.of();

  Flight(LoraChannel channel, byte[] phyPayload, int eirpDbm, long startNanos, long nanos) {
    this.channel = channel;
    this.phyPayload = phyPayload;
    this.eirpDbm = eirpDbm;
    this.startNanos = startNanos;
    this.endNanos = startNanos + nanos;
  }

  LoraChannel channel() {
    return channel;
  }

  byte[] phyPayload() {
    return phyPayload;
  }

  int eirpDbm() {
    return eirpDbm;
  }

  long startNanos() {
    return startNanos;
  }

  /** How long it lasts, or lasted. */
  long nanos() {
    return endNanos - startNanos;
  }

  void breakOff(long nowNanos) {
    endNanos = nowNanos;
  }

  List<Flight> met() {
    return met;
  }

  /** Notes each of the two at the other, if they are near in frequency. */
  final void meet(Flight other) {
    if (Interference.meet(channel, other.channel)) {
      add(other);
      other.add(this);
    }
  }

  private void add(Flight other) {
    if (met.isEmpty()) {
      met = new ArrayList<>();
    }
    met.add(other);
  }

  /** All is judged; else each frame would keep all before it in memory. */
  void forget() {
    met = List.of();
  }

  Arrival arrival(double powerDbm) {
    return new Arrival(channel, startNanos, endNanos, powerDbm);
  }
}

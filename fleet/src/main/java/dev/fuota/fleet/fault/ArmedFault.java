package dev.fuota.fleet.fault;

import java.util.OptionalInt;

/** A fault in a cell, and how often it struck there. */
final class ArmedFault {
  private final int index;
  private final Fault fault;
  private final Witness witness;
  private long struck;
  private int cuts;

  ArmedFault(int index, Fault fault, Witness witness) {
    this.index = index;
    this.fault = fault;
    this.witness = witness;
  }

  Fault fault() {
    return fault;
  }

  /** After which operation of its step the next cut comes, from 1, whichever device it strikes. */
  int nextOperation() {
    return cuts + 1;
  }

  /** A cut came there. */
  void nextCut() {
    cuts++;
  }

  void strikes(OptionalInt device, String what) {
    struck++;
    witness.onStrike(new Strike(index, device, what));
  }

  FaultLine line() {
    return new FaultLine(index, fault.description(), struck);
  }
}

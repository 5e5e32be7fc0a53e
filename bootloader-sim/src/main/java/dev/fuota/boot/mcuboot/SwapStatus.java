package dev.fuota.boot.mcuboot;

import dev.fuota.boot.mcuboot.StatusSourceTable.Source;

/** How far an exchange is. Index and state count from 1, as the library's records do. */
final class SwapStatus {
  private static final int FIRST = 1;

  /** Swap using move has two phases; the other modes know the exchange alone. */
  enum Phase {
    MOVE,
    EXCHANGE
  }

  private final Phase firstPhase;
  private Phase phase;
  private int index = FIRST;
  private int state = FIRST;
  private boolean inScratch;
  private SwapType type = SwapType.NONE;
  private long swapSize;
  private Source source = Source.NONE;

  SwapStatus(McubootMode mode) {
    firstPhase = mode == McubootMode.SWAP_MOVE ? Phase.MOVE : Phase.EXCHANGE;
    phase = firstPhase;
  }

  /** Whether nothing was exchanged yet. */
  boolean isReset() {
    return phase == firstPhase && index == FIRST && state == FIRST;
  }

  boolean isFirstIndex() {
    return index == FIRST;
  }

  void resumeAt(Phase at, int atIndex, int atState) {
    phase = at;
    index = atIndex;
    state = atState;
  }

  void enter(Phase next) {
    phase = next;
  }

  void toState(int next) {
    state = next;
  }

  void toNextIndex() {
    index++;
    state = FIRST;
  }

  void toFirstIndex() {
    index = FIRST;
  }

  Phase phase() {
    return phase;
  }

  /** Which region or sector is in work, from 1. */
  int index() {
    return index;
  }

  /** How many regions or sectors are done. */
  int done() {
    return index - FIRST;
  }

  /** Which step of that region, from 1. */
  int state() {
    return state;
  }

  /** Whether records go to the scratch area at present. */
  boolean inScratch() {
    return inScratch;
  }

  void setInScratch(boolean inScratch) {
    this.inScratch = inScratch;
  }

  SwapType type() {
    return type;
  }

  void setType(SwapType type) {
    this.type = type;
  }

  /** Octets to exchange, 0..2^32-1. */
  long swapSize() {
    return swapSize;
  }

  void setSwapSize(long swapSize) {
    this.swapSize = swapSize;
  }

  Source source() {
    return source;
  }

  void setSource(Source source) {
    this.source = source;
  }
}

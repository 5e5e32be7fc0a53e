package dev.fuota.boot.torture;

/** What a run has come to, besides what is in flash: what the world around the device knows. */
final class Progress {
  /** The next act of the scenario. */
  int act;

  int boots;
  int cuts;

  /** Of the part, besides what cuts have left. */
  int defects;

  /** How often another image ran than at the boot before. */
  int changes;

  /** Programs of what was not erased, where the bootloader is not failed for it. */
  int dirty;

  Running running = Running.NOTHING;
  boolean ranNew;

  /** The new image ran, and it is to stay whatever comes. */
  boolean forGood;

  boolean markBegun;
  boolean markDone;
  boolean unmarkBegun;
  boolean unmarkDone;
  boolean confirmBegun;
  boolean confirmDone;

  /** What was started last. */
  enum Running {
    NOTHING,
    OLD,
    NEW
  }

  Progress copy() {
    Progress copy = new Progress();
    copy.act = act;
    copy.boots = boots;
    copy.cuts = cuts;
    copy.defects = defects;
    copy.changes = changes;
    copy.dirty = dirty;
    copy.running = running;
    copy.ranNew = ranNew;
    copy.forGood = forGood;
    copy.markBegun = markBegun;
    copy.markDone = markDone;
    copy.unmarkBegun = unmarkBegun;
    copy.unmarkDone = unmarkDone;
    copy.confirmBegun = confirmBegun;
    copy.confirmDone = confirmDone;
    return copy;
  }

  void started(Running image) {
    if (running != Running.NOTHING && running != image) {
      changes++;
    }
    running = image;
    ranNew |= image == Running.NEW;
  }

  void begun(Act next) {
    markBegun |= next.isMark();
    unmarkBegun |= next == Act.UNMARK;
    confirmBegun |= next == Act.CONFIRM;
  }

  void done(Act last) {
    act++;
    markDone |= last.isMark();
    unmarkDone |= last == Act.UNMARK;
    confirmDone |= last == Act.CONFIRM;
    forGood |= last == Act.CONFIRM;
  }
}

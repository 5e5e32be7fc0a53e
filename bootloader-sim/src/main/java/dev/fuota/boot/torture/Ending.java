package dev.fuota.boot.torture;

import java.util.Optional;

/**
 * How one run ended.
 *
 * @param violation present exactly if the outcome is {@link Outcome#FAILED}
 * @param detail one line, empty if nothing is to be said
 * @param operations program and erase operations since the last cut
 * @param boots of the whole run
 * @param erases of the most worn sector, in the whole run
 * @param busyNanos that the flash needed, by the part's typical times
 */
record Ending(
    Outcome outcome,
    Optional<Violation> violation,
    String detail,
    int operations,
    int boots,
    int erases,
    long busyNanos) {}

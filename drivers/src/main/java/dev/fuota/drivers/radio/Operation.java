package dev.fuota.drivers.radio;

import dev.fuota.hal.radio.Radio;
import java.time.Duration;
import java.time.Instant;

/**
 * What the chip does for the MAC. Its methods may throw {@link ChipTrouble} or a bus fault; then
 * {@link #withoutChip} follows, so that the MAC hears of the end of whatever it began.
 */
interface Operation {

  /** Gives the chip its commands. */
  void begin();

  /**
   * The chip reported something.
   *
   * @param flags of {@link LoraChip}
   * @param at when the line rose
   */
  void onInterrupt(int flags, Instant at);

  /** The time of {@link Desk#remind} has come. */
  void onReminder();

  /** The chip does not work: ends as if the air were silent, and not earlier than with a chip. */
  void withoutChip();

  /** What an operation works with. */
  interface Desk {
    LoraChip chip();

    Instant now();

    /** Calls {@link #onReminder} then, in place of a reminder that was asked for before. */
    void remind(Duration in);

    /** Interrupts that nobody told of. */
    int missedInterrupts();

    /** The operation is over; whoever hears of it comes last. */
    Radio.Listener finish();

    /** Hears of something in an operation that goes on. */
    Radio.Listener listener();
  }

  /** The time until then; zero if it is past. */
  static Duration until(Instant then, Instant now) {
    Duration ahead = Duration.between(now, then);
    return ahead.isNegative() ? Duration.ZERO : ahead;
  }
}

package dev.fuota.fleet.replay;

import java.time.Duration;
import java.util.List;

/**
 * Something that happened to a device.
 *
 * @param at since the start of its cell
 * @param text one line
 * @param details what belongs to it, a line each
 */
public record StoryLine(Duration at, Kind kind, String text, List<String> details) {

  /** What it is about. */
  public enum Kind {
    /** A frame was sent. */
    SENT("sent"),
    /** A frame was heard. */
    HEARD("heard"),
    /** The receiver was switched on. */
    LISTENS("listens"),
    /** What the link was told, and what it tells. */
    LINK("link"),
    /** The application changed its state. */
    STATE("state"),
    /** The bootloader ran. */
    BOOT("boot"),
    /** The flash was written. */
    FLASH("flash"),
    /** The power failed. */
    POWER("power"),
    /** A fault of the scenario struck. */
    FAULT("fault");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** One word. */
    public String label() {
      return label;
    }
  }

  public StoryLine {
    details = List.copyOf(details);
  }
}

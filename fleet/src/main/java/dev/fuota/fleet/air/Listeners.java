package dev.fuota.fleet.air;

import org.jspecify.annotations.Nullable;

/**
 * The radios that listen for one thing, in the order in which they began. A radio knows its place,
 * so that to go takes no search; the places of those that went are closed up now and then.
 */
final class Listeners {
  private static final int ROOM = 4;

  private @Nullable AirRadio[] radios = new AirRadio[ROOM];
  private int end;
  private int present;

  void add(AirRadio radio) {
    if (end == radios.length) {
      closeUp();
    }
    radio.place(end);
    radios[end++] = radio;
    present++;
  }

  /** Takes a radio away that was added. */
  void remove(AirRadio radio) {
    radios[radio.place()] = null;
    present--;
  }

  /** Makes room for as many as are there, and closes up. */
  private void closeUp() {
    @Nullable AirRadio[] before = radios;
    radios = new AirRadio[Math.max(ROOM, 2 * (present + 1))];
    end = 0;
    for (AirRadio radio : before) {
      if (radio != null) {
        radio.place(end);
        radios[end++] = radio;
      }
    }
  }

  /** How many places there are; {@link #at} says who has them. */
  int places() {
    return end;
  }

  /** Who has a place, null if nobody has it any more. */
  @Nullable AirRadio at(int place) {
    return radios[place];
  }
}

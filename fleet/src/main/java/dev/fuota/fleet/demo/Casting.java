package dev.fuota.fleet.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Who plays what. With eight devices or more three lose power in the download, three in the copy,
 * and one is wrong hardware; fewer devices have fewer special ones, so that always one is ordinary.
 */
final class Casting {
  private static final int FULL = 8;
  private static final int TWO_CUTS = 6;
  private static final int ONE_DOWNLOAD_CUT = 3;
  private static final int ONE_COPY_CUT = 2;
  private static final int ONE_WRONG = 4;

  private Casting() {}

  /** A role for each of {@code devices} devices, drawn by {@code random}. */
  static List<Role> draw(int devices, RandomGenerator random) {
    List<Role> roles = new ArrayList<>(Collections.nCopies(devices, Role.ORDINARY));
    List<Role> special = special(devices);
    for (int i = 0; i < special.size(); i++) {
      roles.set(i, special.get(i));
    }
    shuffle(roles, random);
    return roles;
  }

  private static List<Role> special(int devices) {
    List<Role> special = new ArrayList<>();
    special.addAll(Collections.nCopies(cuts(devices, ONE_DOWNLOAD_CUT), Role.CUT_IN_DOWNLOAD));
    special.addAll(Collections.nCopies(cuts(devices, ONE_COPY_CUT), Role.CUT_IN_COPY));
    special.addAll(Collections.nCopies(devices >= ONE_WRONG ? 1 : 0, Role.WRONG_HARDWARE));
    return special;
  }

  private static int cuts(int devices, int oneFrom) {
    if (devices >= FULL) {
      return 3;
    }
    if (devices >= TWO_CUTS) {
      return 2;
    }
    return devices >= oneFrom ? 1 : 0;
  }

  private static void shuffle(List<Role> roles, RandomGenerator random) {
    for (int i = roles.size() - 1; i > 0; i--) {
      Collections.swap(roles, i, random.nextInt(i + 1));
    }
  }
}

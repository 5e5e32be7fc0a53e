package dev.fuota.server.campaign;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong. */
final class Problems {
  private final List<Problem> found = new ArrayList<>();

  Problems require(boolean holds, String parameter, String otherwise) {
    if (!holds) {
      found.add(new Problem(parameter, otherwise, ""));
    }
    return this;
  }

  List<Problem> found() {
    return List.copyOf(found);
  }
}

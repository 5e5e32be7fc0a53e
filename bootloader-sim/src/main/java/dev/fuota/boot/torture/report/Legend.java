package dev.fuota.boot.torture.report;

import dev.fuota.boot.torture.Outcome;
import dev.fuota.report.Markup;

/** What the colours say. */
final class Legend {
  private Legend() {}

  /** The class of shapes with this outcome. */
  static String style(Outcome outcome) {
    return switch (outcome) {
      case NEW -> "o-new";
      case OLD -> "o-old";
      case REVERTED -> "o-rev";
      case DESTROYED -> "o-gone";
      case FAILED -> "o-bad";
    };
  }

  static String outcomes() {
    Markup out = new Markup().raw("<p class=\"legend\"><span>ends with:</span>");
    for (Outcome outcome : Outcome.values()) {
      out.add("<span><i class=\"box %s\"></i>%s</span>", style(outcome), outcome.words());
    }
    return out.raw("<span><i class=\"box none\"></i>no such tear, or not run</span>")
        .raw("<span><i class=\"box b1\"></i>erase</span>")
        .raw("<span><i class=\"box b2\"></i>program</span></p>")
        .toString();
  }
}

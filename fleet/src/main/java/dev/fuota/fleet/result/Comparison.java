package dev.fuota.fleet.result;

/** How a figure has to be to what is expected. */
public enum Comparison {
  AT_LEAST(">="),
  AT_MOST("<="),
  MORE_THAN(">"),
  LESS_THAN("<"),
  EXACTLY("=");

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  /** As scenarios write it. */
  public String sign() {
    return sign;
  }

  /** Whether {@code is} has it to {@code wanted}. */
  public boolean holds(double is, double wanted) {
    int order = Double.compare(is, wanted);
    return switch (this) {
      case AT_LEAST -> order >= 0;
      case AT_MOST -> order <= 0;
      case MORE_THAN -> order > 0;
      case LESS_THAN -> order < 0;
      case EXACTLY -> order == 0;
    };
  }
}

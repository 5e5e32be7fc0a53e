package dev.fuota.server.campaign;

/**
 * A parameter that cannot be used.
 *
 * @param parameter its name in configuration files (TP-18), or what else is wrong: "devices"
 * @param sentence what is wrong, to be read behind the name: "is 140"
 * @param allowed what would be right: "1..100"; empty where the sentence says it
 */
public record Problem(String parameter, String sentence, String allowed) {

  /** One sentence for a person. */
  public String text() {
    String what = parameter + " " + sentence;
    return allowed.isEmpty() ? what : what + ", not " + allowed;
  }
}

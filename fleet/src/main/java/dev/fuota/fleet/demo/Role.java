package dev.fuota.fleet.demo;

/** What a device of the demonstration goes through besides lost frames. */
public enum Role {
  ORDINARY("ordinary device"),
  CUT_IN_DOWNLOAD("loses power in the download"),
  CUT_IN_COPY("loses power in the bootloader"),
  WRONG_HARDWARE("is other hardware than the image is for");

  private final String description;

  Role(String description) {
    this.description = description;
  }

  public String description() {
    return description;
  }
}

package dev.fuota.hal.file;

/** The result of operations that have none. */
public enum Done {
  DONE
}

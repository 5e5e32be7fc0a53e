package dev.fuota.agent.msu;

/** Why a well-formed datagram had no effect. Each is counted; none is answered. */
public enum Drop {
  /** Not running, or not configured yet. */
  NOT_RUNNING("this device is not running", false),
  /** The source is not on the white list, and this is no Connect. */
  WHITELIST("its sender is not in the list of servers", false),
  /** Not from the server that the client is connected to. */
  BAD_SOURCE("it is not from the server that this device follows", false),
  /** Of another cycle. */
  WRONG_TRANSACTION("it is of another transfer", false),
  /** Of another file. */
  WRONG_FILE("it is of another file", false),
  /** For another group of devices. */
  WRONG_GROUP("it is for another group of devices", false),
  /** For another device, or for other kinds of devices. */
  NOT_ADDRESSED("it is for other devices", true),
  /** It takes a connection. */
  NOT_CONNECTED("this device follows no server now", true),
  /** It takes a file that is being received. */
  NOT_IN_UPDATE("no file is being received now", true),
  /** The file was received in this cycle already. */
  ALREADY_DONE("the file is here already", true),
  /** The announced version is not one to install. */
  VERSION_POLICY("the offered version is not one to install here", false),
  /** Another rule of this device stands against the announced file. */
  LOCAL_POLICY("a rule of this device stands against the offered file", false),
  /** More than is answered in this time. */
  RATE_LIMIT("it came too soon after another one", true),
  /** Copy of a message that had its effect. */
  COPY("it is a copy", true),
  /** Nothing to do for it here and now. */
  NOT_EXPECTED("there is nothing to do for it now", true),
  /** Only clients send it. */
  WRONG_DIRECTION("only devices send it", false),
  /** Passthrough is off, or the stream profile was not agreed on. */
  NOT_ENABLED("it takes an extension that is off", false),
  /** The security trailer is absent or not good. */
  SECURITY("its security trailer is absent or not good", false);

  private final String meaning;
  private final boolean usual;

  Drop(String meaning, boolean usual) {
    this.meaning = meaning;
    this.usual = usual;
  }

  /** A few words for a person. */
  public String meaning() {
    return meaning;
  }

  /** Whether it happens in every good transfer too, so that nobody needs to hear of it. */
  boolean isUsual() {
    return usual;
  }
}

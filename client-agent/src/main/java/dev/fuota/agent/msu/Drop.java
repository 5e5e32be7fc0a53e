package dev.fuota.agent.msu;

/** Why a well-formed datagram had no effect. Each is counted; none is answered. */
public enum Drop {
  /** Not running, or not configured yet. */
  NOT_RUNNING,
  /** The source is not on the white list, and this is no Connect. */
  WHITELIST,
  /** Not from the server that the client is connected to. */
  BAD_SOURCE,
  /** Of another cycle. */
  WRONG_TRANSACTION,
  /** Of another file. */
  WRONG_FILE,
  /** For another group of devices. */
  WRONG_GROUP,
  /** For another device, or for other kinds of devices. */
  NOT_ADDRESSED,
  /** It takes a connection. */
  NOT_CONNECTED,
  /** It takes a file that is being received. */
  NOT_IN_UPDATE,
  /** The file was received in this cycle already. */
  ALREADY_DONE,
  /** The announced version is not one to install. */
  VERSION_POLICY,
  /** Another rule of this device stands against the announced file. */
  LOCAL_POLICY,
  /** More than is answered in this time. */
  RATE_LIMIT,
  /** Copy of a message that had its effect. */
  COPY,
  /** Nothing to do for it here and now. */
  NOT_EXPECTED,
  /** Only clients send it. */
  WRONG_DIRECTION,
  /** Passthrough is off, or the stream profile was not agreed on. */
  NOT_ENABLED,
  /** The security trailer is absent or not good. */
  SECURITY
}

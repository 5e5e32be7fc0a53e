package dev.fuota.protocol.msu;

/** What a Notification asks for (MSU, section 13). */
public enum NotificationKind { // MSU-061
  UPGRADE(MsuType.NOTIFY_UPGRADE),
  DOWNGRADE(MsuType.NOTIFY_DOWNGRADE),
  FORCE_UPGRADE(MsuType.NOTIFY_FORCE_UPGRADE);

  private final MsuType type;

  NotificationKind(MsuType type) {
    this.type = type;
  }

  MsuType type() {
    return type;
  }
}

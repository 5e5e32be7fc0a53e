package dev.fuota.device.msu;

/** How the network of a device is; sentences say what to do. */
public interface MsuHealth {
  /**
   * It listens.
   *
   * @param identity interface and group
   */
  void onReady(String identity);

  void onTrouble(String sentence);
}

package dev.fuota.drivers.modem;

import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LorawanLink;

/** Hears of nothing: who listens before somebody does. */
enum Silence implements LorawanLink.Listener {
  LISTENER;

  @Override
  public void onDownlink(Downlink downlink) {}

  @Override
  public void onUplinkDone(boolean acknowledged) {}
}

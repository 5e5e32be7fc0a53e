package dev.fuota.fleet.world;

import dev.fuota.device.link.DeviceLink;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.ForwardingLink;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.link.PingSession;
import java.time.Instant;

/** Between the application of a device and its link: an ear hears what goes through. */
public final class LinkTap implements DeviceLink {
  private final DeviceLink inner;
  private final Ear ear;

  /** Hears what goes through {@code inner}. */
  public LinkTap(DeviceLink inner, Ear ear) {
    this.inner = inner;
    this.ear = ear;
  }

  /** What a tap tells, each time before it goes on. */
  public interface Ear {
    /** The link of a device that has just started. */
    default void onStart(LorawanLink link) {}

    /** The link has joined. */
    default void onActivated() {}

    /** The link decrypted a downlink. */
    default void onDownlink(Downlink downlink) {}

    /**
     * The application sends.
     *
     * @return what is sent in its place
     */
    default byte[] onSend(int fPort, byte[] payload) {
      return payload;
    }

    /** The uplink that was sent last, and its windows, are over. */
    default void onUplinkDone(boolean acknowledged) {}

    /** The link is told to listen to a group all the time. */
    default void onOpen(int groupId, int frequencyHz, int dataRate) {}

    /** The link is told to listen to ping slots of a group. */
    default void onOpen(int groupId, PingSession session) {}

    /** The link is told that a session of a group is over. */
    default void onClose(int groupId) {}

    /** The network told its time. */
    default void onNetworkTime(Instant now) {}
  }

  @Override
  public LorawanLink start(Ports ports) {
    LorawanLink link = inner.start(ports);
    ear.onStart(link);
    return new Tapped(link);
  }

  @Override
  public void stop() {
    inner.stop();
  }

  private final class Tapped extends ForwardingLink {
    Tapped(LorawanLink link) {
      super(link);
    }

    @Override
    public void listen(Listener listener) {
      super.listen(new Heard(listener));
    }

    @Override
    public void send(int fPort, byte[] payload, boolean confirmed) {
      super.send(fPort, ear.onSend(fPort, payload), confirmed);
    }

    @Override
    public void openClassC(int groupId, int frequencyHz, int dataRate) {
      ear.onOpen(groupId, frequencyHz, dataRate);
      super.openClassC(groupId, frequencyHz, dataRate);
    }

    @Override
    public void closeClassC(int groupId) {
      ear.onClose(groupId);
      super.closeClassC(groupId);
    }

    @Override
    public void openClassB(int groupId, PingSession session) {
      ear.onOpen(groupId, session);
      super.openClassB(groupId, session);
    }

    @Override
    public void closeClassB(int groupId) {
      ear.onClose(groupId);
      super.closeClassB(groupId);
    }
  }

  private final class Heard implements LorawanLink.Listener {
    private final LorawanLink.Listener device;

    Heard(LorawanLink.Listener device) {
      this.device = device;
    }

    @Override
    public void onDownlink(Downlink downlink) {
      ear.onDownlink(downlink);
      device.onDownlink(downlink);
    }

    @Override
    public void onUplinkDone(boolean acknowledged) {
      ear.onUplinkDone(acknowledged);
      device.onUplinkDone(acknowledged);
    }

    @Override
    public void onActivated() {
      ear.onActivated();
      device.onActivated();
    }

    @Override
    public void onSessionFound() {
      device.onSessionFound();
    }

    @Override
    public void onExhausted() {
      device.onExhausted();
    }

    @Override
    public void onNetworkTime(Instant now) {
      ear.onNetworkTime(now);
      device.onNetworkTime(now);
    }

    @Override
    public void onLinkCheck(int marginDb, int gateways) {
      device.onLinkCheck(marginDb, gateways);
    }

    @Override
    public void onBeaconLost() {
      device.onBeaconLost();
    }
  }
}

package dev.fuota.hal.link;

/** A link in front of another one: all that is not overridden is the other one's business. */
public abstract class ForwardingLink implements LorawanLink {
  private final LorawanLink link;

  /** In front of {@code link}. */
  protected ForwardingLink(LorawanLink link) {
    this.link = link;
  }

  @Override
  public void listen(Listener listener) {
    link.listen(listener);
  }

  @Override
  public LinkCapabilities capabilities() {
    return link.capabilities();
  }

  @Override
  public Activity activity() {
    return link.activity();
  }

  @Override
  public boolean ready() {
    return link.ready();
  }

  @Override
  public int maxPayload() {
    return link.maxPayload();
  }

  @Override
  public void send(int fPort, byte[] payload, boolean confirmed) {
    link.send(fPort, payload, confirmed);
  }

  @Override
  public void requestTime() {
    link.requestTime();
  }

  @Override
  public void defineGroup(MulticastGroup group) {
    link.defineGroup(group);
  }

  @Override
  public void deleteGroup(int groupId) {
    link.deleteGroup(groupId);
  }

  @Override
  public void openClassC(int groupId, int frequencyHz, int dataRate) {
    link.openClassC(groupId, frequencyHz, dataRate);
  }

  @Override
  public void closeClassC(int groupId) {
    link.closeClassC(groupId);
  }

  @Override
  public boolean supportsClassB() {
    return link.supportsClassB();
  }

  @Override
  public void openClassB(int groupId, PingSession session) {
    link.openClassB(groupId, session);
  }

  @Override
  public void closeClassB(int groupId) {
    link.closeClassB(groupId);
  }

  @Override
  public boolean supportsDataRate(int dataRate) {
    return link.supportsDataRate(dataRate);
  }

  @Override
  public boolean supportsFrequency(int frequencyHz) {
    return link.supportsFrequency(frequencyHz);
  }
}

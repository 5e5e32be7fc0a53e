package dev.fuota.server.service;

/** Is told which campaigns look different. Cheap: it marks, and looks later. */
@FunctionalInterface
public interface ServiceListener {

  /** Something of the campaign has changed. */
  void onChange(long id);
}

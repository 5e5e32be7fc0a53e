package dev.fuota.server.service;

/** A multicast group that is there (TP-10). */
public record GroupView(String name, String network, String mcAddr, int mcGroupId, int members) {}

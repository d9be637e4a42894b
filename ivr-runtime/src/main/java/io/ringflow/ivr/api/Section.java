package io.ringflow.ivr.api;

/** What a route is about: a heading of the description. In its order. */
enum Section {
    CALLS("Calls", "The calls of this moment and those that ended lately; new ones; what they do next"),
    CONFERENCES("Conferences", "Rooms on the mixer, who is in them, what is heard there"),
    INTERCOMS("Intercoms", "Push-to-talk groups: who is in them, who has the floor"),
    QUEUES("Queues", "Where callers wait for an agent, who waits there, and how it goes"),
    AGENTS("Agents", "Who takes the calls of queues, what each does at the moment, and what it does with its call"),
    EVENTS("Events", "What happens at the queues and to the agents, as it happens"),
    RECORDINGS("Recordings", "What was recorded, and where it can be fetched"),
    PROMPTS("Prompts", "The sound files that an application plays"),
    APPLICATIONS("Applications", "What calls are asked about"),
    NUMBERS("Access numbers", "The numbers that callers dial, each of one application at most"),
    VOIP_ACCOUNTS("VoIP accounts", "Phones that register with us, and may call and be called"),
    CALL_RECORDS("Call records", "The calls that are over, for as long as they are kept"),
    INTERFACE("Interface", "This interface itself");

    private final String title;
    private final String meaning;

    Section(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    String title() {
        return title;
    }

    String meaning() {
        return meaning;
    }
}

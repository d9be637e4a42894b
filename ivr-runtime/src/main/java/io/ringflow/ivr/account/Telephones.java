package io.ringflow.ivr.account;

import io.ringflow.ivr.application.Application;
import io.ringflow.media.MediaProfile;
import io.ringflow.sip.registrar.Binding;
import java.util.List;
import java.util.Optional;

/** Where an application's accounts are reached. Thread-safe. */
public interface Telephones {

    /** Nobody has an account. */
    Telephones NONE = new Telephones() {
        @Override
        public Optional<List<Binding>> of(Application application, String number) {
            return Optional.empty();
        }

        @Override
        public MediaProfile media(Binding telephone) {
            throw new IllegalArgumentException("there is no telephone");
        }
    };

    /** The telephones of an account, those to call first first; an empty list if none is registered. Empty: no account. */
    Optional<List<Binding>> of(Application application, String number);

    /** How media of calls to it is treated. */
    MediaProfile media(Binding telephone);
}

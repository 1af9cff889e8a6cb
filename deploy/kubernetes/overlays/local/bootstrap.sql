-- Roles and schemas of a new database, run once by a superuser; repeating it changes nothing.
-- Each service has an owner role, which migrates, and a run-time role, which reads and writes rows and nothing else.
-- Passwords are set by whoever runs this (ALTER ROLE ... PASSWORD), never here.
DO $bootstrap$
DECLARE
    service text;
    owner text;
    runner text;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'prescient_reader') THEN
        CREATE ROLE prescient_reader LOGIN;
    END IF;
    ALTER ROLE prescient_reader SET search_path = portfolio, trade, signal, market, forecast, public;
    ALTER ROLE prescient_reader SET default_transaction_read_only = on;

    FOREACH service IN ARRAY ARRAY['market', 'signal', 'trade', 'portfolio', 'forecast'] LOOP
        owner := 'prescient_' || service || '_owner';
        runner := 'prescient_' || service;
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = owner) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', owner);
        END IF;
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = runner) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', runner);
        END IF;
        EXECUTE format('ALTER ROLE %I SET search_path = %I', owner, service);
        EXECUTE format('ALTER ROLE %I SET search_path = %I', runner, service);
        EXECUTE format('ALTER ROLE %I SET synchronous_commit = on', runner);
        EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', runner, '30s');
        EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', service, owner);
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I, prescient_reader', service, runner);
        EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I'
            || ' GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I', owner, service, runner);
        EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I'
            || ' GRANT USAGE ON SEQUENCES TO %I', owner, service, runner);
        EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I'
            || ' GRANT SELECT ON TABLES TO prescient_reader', owner, service);
    END LOOP;
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
END
$bootstrap$;

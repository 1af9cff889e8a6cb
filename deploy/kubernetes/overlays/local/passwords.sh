# Gives every role of bootstrap.sql the password of its Secret. The image's entry point sources this once, when the
# database is new; psql quotes, so a password may hold anything.
for file in /run/secrets/roles/*; do
    printf 'ALTER ROLE :"role" PASSWORD :%s;\n' "'password'" |
        psql --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
            --set role="$(basename "$file")" --set password="$(cat "$file")"
done

import django.db.models.deletion
import vakwerk.core.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProgrammingRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school_year', models.PositiveSmallIntegerField(help_text='the year in which it starts')),
                ('kind', models.CharField(choices=[('new', 'New programme'), ('exchange', 'Exchange'), ('transfer', 'Take over from another school'), ('move', 'Bring to another site')], default='new', max_length=10)),
                ('in_exchange', models.CharField(blank=True, help_text='the programme given up, or the school it comes from', max_length=200)),
                ('catholic', models.BooleanField(help_text='then the DPCC agrees first', null=True)),
                ('dpcc_agreed_on', models.DateField(blank=True, null=True)),
                ('niche', models.BooleanField(null=True)),
                ('in_profile', models.BooleanField(help_text='as computed from the offer when it was drafted', null=True)),
                ('inhabitants', models.PositiveIntegerField(blank=True, null=True)),
                ('motivation', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('notified', 'Notified'), ('submitted', 'Handed in, being advised'), ('approved', 'Approved'), ('refused', 'Refused'), ('running', 'Running'), ('tolerance', 'Tolerance year'), ('norm_met', 'Norm met'), ('abolished', 'Abolished'), ('withdrawn', 'Withdrawn')], default='draft', max_length=10)),
                ('way', models.CharField(blank=True, choices=[('free', 'Free'), ('approval', 'Approval')], max_length=8)),
                ('rule_version', models.DateField(blank=True, null=True)),
                ('answer', models.JSONField(blank=True, default=dict)),
                ('late', models.BooleanField(default=False, help_text='handed in after the last day as we know it')),
                ('drafted_on', models.DateField(default=vakwerk.core.clock.today)),
                ('handed_in_on', models.DateField(blank=True, null=True)),
                ('component', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.programmecomponent')),
                ('drafted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programming_requests', to='people.site')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'school_year'], name='programming_state_6bb1ec_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['refused', 'abolished', 'withdrawn']), _negated=True), fields=('site', 'component', 'school_year'), name='one_open_request_per_programme_and_site'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'withdrawn']), models.Q(('handed_in_on__isnull', False), ('way__in', ['free', 'approval'])), _connector='OR'), name='what_is_handed_in_has_a_way'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'notified'), _negated=True), ('way', 'free'), _connector='OR'), name='only_a_free_programme_is_notified'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['submitted', 'approved', 'refused']), _negated=True), ('way', 'approval'), _connector='OR'), name='only_a_request_is_advised_and_decided')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(choices=[('approve', 'Approved'), ('refuse', 'Refused'), ('norm_met', 'Norm met'), ('tolerance', 'Tolerance year'), ('abolish', 'To be abolished')], max_length=10)),
                ('reasons', models.TextField()),
                ('decided_on', models.DateField(default=vakwerk.core.clock.today)),
                ('signed', models.CharField(help_text='the name under the letter', max_length=170)),
                ('rule', models.CharField(max_length=40)),
                ('rule_version', models.DateField(blank=True, null=True)),
                ('answer', models.JSONField(default=dict)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.organisation')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='programming.programmingrequest')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('request', 'verb'), name='one_decision_of_a_kind'), models.CheckConstraint(condition=models.Q(('reasons', ''), _negated=True), name='a_programming_decision_has_reasons')],
            },
        ),
        migrations.CreateModel(
            name='Advice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.CharField(choices=[('agodi', 'AGODI'), ('vlor', 'Vlor'), ('inspection', 'Inspectorate')], max_length=10)),
                ('opinion', models.CharField(choices=[('favourable', 'Favourable'), ('unfavourable', 'Unfavourable'), ('none', 'No advice given')], max_length=12)),
                ('text', models.TextField(blank=True)),
                ('given_on', models.DateField()),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='advices', to='programming.programmingrequest')),
            ],
            options={
                'ordering': ['body'],
                'constraints': [models.UniqueConstraint(fields=('request', 'body'), name='one_advice_per_body'), models.CheckConstraint(condition=models.Q(models.Q(('opinion', 'unfavourable'), _negated=True), models.Q(('text', ''), _negated=True), _connector='OR'), name='unfavourable_with_reasons')],
            },
        ),
        migrations.CreateModel(
            name='PupilCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school_year', models.PositiveSmallIntegerField(help_text='the year in which it starts')),
                ('regular', models.PositiveSmallIntegerField(default=0)),
                ('dual', models.PositiveSmallIntegerField(default=0)),
                ('preparatory', models.PositiveSmallIntegerField(default=0)),
                ('counted_on', models.DateField()),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='programming.programmingrequest')),
            ],
            options={
                'ordering': ['school_year'],
                'constraints': [models.UniqueConstraint(fields=('request', 'school_year'), name='one_count_per_school_year')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(max_length=20)),
                ('sent_on', models.DateField(default=vakwerk.core.clock.today)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='programming.programmingrequest')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('request', 'about'), name='one_reminder_about_a_thing')],
            },
        ),
        migrations.CreateModel(
            name='RequestEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200)),
                ('written_at', models.DateTimeField(auto_now_add=True)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.organisation')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='programming.programmingrequest')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='OldProgramme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('track', models.CharField(choices=[('leertijd', 'Leertijd'), ('dbso', 'DBSO')], max_length=8)),
                ('title', models.CharField(max_length=200)),
                ('certainty', models.CharField(choices=[('confirmed', 'Confirmed'), ('same_title', 'Same title, to be confirmed'), ('open', 'No programme found yet')], default='open', max_length=10)),
                ('source', models.CharField(max_length=200)),
                ('fictitious', models.BooleanField(default=False)),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='catalogue.programmegroup')),
            ],
            options={
                'ordering': ['title', 'track'],
                'constraints': [models.UniqueConstraint(models.F('track'), models.F('title'), name='one_old_programme_per_title'), models.CheckConstraint(condition=models.Q(models.Q(('certainty', 'open'), ('group__isnull', True)), models.Q(('certainty', 'open'), _negated=True), _connector='OR'), name='an_open_programme_leads_nowhere')],
            },
        ),
    ]
